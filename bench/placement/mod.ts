/** `placement`: what it takes to find hosts for the replicas of many clones on a large fleet, and how evenly they come to lie. */
import { explainUnused, makeFleet, NO_CLAIM, place, Reservations } from '../../coordinator/mod.js';
import type { Link, PlacementHost } from '../../coordinator/mod.js';
import { positive } from '../command-line.js';
import type { Bench, BenchContext, BenchReport } from '../frame/mod.js';
import { fleetOf, needsOf, seeded } from './fleet-of.js';
import { report, type PlacedClone, type Run } from './report.js';

const DEFAULTS = { hosts: 10_000, clones: 1_000, replicas: 8, seed: 1 };
/** Clones before those that count: what runs in a just-in-time compiler gets compiled first. */
const WARM_UP_CLONES = 50;
/** Share of hosts to which the link has been measured. */
const MEASURED_LINKS = 0.5;
/** Every so many clones it is measured what a dry run adds: the reasons of all other hosts, in words. */
const EXPLAINED_EVERY = 20;

export const placement: Bench = {
  name: 'placement',
  summary: 'time to place the replicas of many clones on a large made-up fleet, and how evenly they lie',
  defaultRuns: 3,
  options: {
    hosts: { type: 'string', placeholder: 'N', help: `hosts of the fleet (default ${DEFAULTS.hosts})` },
    clones: {
      type: 'string',
      placeholder: 'N',
      help: `clones, one after the other (default ${DEFAULTS.clones})`,
    },
    replicas: { type: 'string', placeholder: 'N', help: `replicas of each (default ${DEFAULTS.replicas})` },
    seed: { type: 'string', placeholder: 'N', help: `of fleet and clones (default ${DEFAULTS.seed})` },
  },
  examples: [
    ['placement', '1,000 clones of 8 replicas on 10,000 hosts'],
    ['placement --hosts 100 --clones 200 --seed 7', 'a small fleet that fills up'],
  ],
  run,
  // It makes nothing on the machine.
  clear: async () => undefined,
};

async function run({ runs, options, signal, say }: BenchContext): Promise<BenchReport> {
  const value = (name: keyof typeof DEFAULTS) =>
    positive(`--${name}`, options[name] ?? String(DEFAULTS[name]));
  const [hosts, clones, replicas, seed] = [value('hosts'), value('clones'), value('replicas'), value('seed')];
  const measured: Run[] = [];
  for (let number = 0; number < runs; number += 1) {
    signal.throwIfAborted();
    const one = placeAll({ hosts, clones, replicas, seed });
    measured.push(one);
    say(
      `run ${number + 1} of ${runs}: ${clones} clones in ${one.totalMs.toFixed(0)} ms, ` +
        `${one.clones.filter(({ placed }) => !placed).length} refused`,
    );
  }
  return report(measured, { hosts, clones, replicas, seed });
}

/** Places clone after clone; what each is promised counts for the next. */
function placeAll(size: typeof DEFAULTS): Run {
  const random = seeded(size.seed);
  const hosts = fleetOf(size.hosts, random);
  const links = linksOf(hosts, random);
  const asked = Array.from({ length: size.clones }, () => needsOf(hosts, size.replicas, random));
  const indexing = performance.now();
  const fleet = makeFleet(hosts);
  const fleetMs = performance.now() - indexing;
  for (const needs of asked.slice(0, WARM_UP_CLONES)) place({ needs, fleet, links, reserved: new Map() });

  const reservations = new Reservations();
  const clones: PlacedClone[] = [];
  const explainMs: number[] = [];
  const began = performance.now();
  let explaining = 0;
  asked.forEach((needs, number) => {
    const question = { needs, fleet, links, reserved: reservations.byHost };
    const before = performance.now();
    const found = place(question);
    const placed = performance.now();
    if (number % EXPLAINED_EVERY === 0) {
      explainUnused(question, found);
      explainMs.push(performance.now() - placed);
      explaining += performance.now() - placed;
    }
    if (found.placed) reservations.reserve(`clone-${number}`, found.claims);
    clones.push({
      ms: placed - before,
      placed: found.placed,
      obstacle: found.placed ? null : found.obstacle.kind,
      hosts: found.placed ? found.used.length : 0,
      onSource: found.placed ? found.hosts.filter((host) => host === needs.source).length : 0,
    });
  });
  const totalMs = performance.now() - began - explaining;
  return { fleetMs, totalMs, explainMs, clones, ...loads(hosts, reservations) };
}

/** Links from whatever source to half of the hosts: as fast as a building's network is. */
function linksOf(hosts: readonly PlacementHost[], random: () => number): ReadonlyMap<string, Link> {
  const links = new Map<string, Link>();
  for (const { name } of hosts) {
    const link = { roundTripUs: 50 + 2_000 * random() ** 2, bytesPerSecond: 1e8 + 2e9 * random() };
    if (random() < MEASURED_LINKS) links.set(name, link);
  }
  return links;
}

/** Where the replicas lie in the end, and whether more was promised anywhere than there is. */
function loads(hosts: readonly PlacementHost[], reservations: Reservations) {
  const replicasByHost: number[] = [];
  const overcommitted: string[] = [];
  for (const { name, memoryAvailableBytes = 0, poolFreeBytes = 0 } of hosts) {
    const claim = reservations.byHost.get(name) ?? NO_CLAIM;
    replicasByHost.push(claim.replicas);
    const tooMuch = claim.memoryBytes > memoryAvailableBytes || claim.diskBytes > poolFreeBytes;
    if (tooMuch) overcommitted.push(name);
  }
  return { replicasByHost, overcommitted };
}
