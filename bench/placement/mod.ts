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
/** Hosts that stand together. */
const RACK = 48;
/** Hosts outside of its rack to which a source has measured the link. */
const MEASURED_ELSEWHERE = 150;
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
  const asked = Array.from({ length: size.clones }, () => {
    const source = Math.floor(random() * hosts.length);
    return { needs: needsOf(hosts[source]!, size.replicas, random), links: linksOf(source, hosts, random) };
  });
  const indexing = performance.now();
  const fleet = makeFleet(hosts);
  const fleetMs = performance.now() - indexing;
  for (const each of asked.slice(0, WARM_UP_CLONES)) place({ ...each, fleet, reserved: new Map() });

  const reservations = new Reservations();
  const clones: PlacedClone[] = [];
  const began = performance.now();
  asked.forEach(({ needs, links }, number) => {
    const before = performance.now();
    const processor = process.cpuUsage();
    const found = place({ needs, fleet, links, reserved: reservations.byHost });
    const { user, system } = process.cpuUsage(processor);
    const ms = performance.now() - before;
    if (found.placed) reservations.reserve(`clone-${number}`, found.claims);
    clones.push({
      ms,
      processorMs: (user + system) / 1000,
      placed: found.placed,
      obstacle: found.placed ? null : found.obstacle.kind,
      hosts: found.placed ? found.used.length : 0,
      onSource: found.placed ? found.hosts.filter((host) => host === needs.source).length : 0,
    });
  });
  const totalMs = performance.now() - began;
  // Apart from the rest: ten thousand reasons leave much to be collected, which would be counted as placing.
  const explainMs = asked
    .filter((_, number) => number % EXPLAINED_EVERY === 0)
    .map((each) => {
      const question = { ...each, fleet, reserved: reservations.byHost };
      const found = place(question);
      const before = performance.now();
      explainUnused(question, found);
      return performance.now() - before;
    });
  return { fleetMs, totalMs, explainMs, clones, ...loads(hosts, reservations) };
}

/** What was measured from one source: its rack, which is near, and some hosts elsewhere. */
function linksOf(
  source: number,
  hosts: readonly PlacementHost[],
  random: () => number,
): ReadonlyMap<string, Link> {
  const links = new Map<string, Link>();
  const add = (host: PlacementHost | undefined, roundTripUs: number, bytesPerSecond: number) => {
    if (host !== undefined) links.set(host.name, { roundTripUs, bytesPerSecond });
  };
  for (let i = 0; i < MEASURED_ELSEWHERE; i += 1) {
    add(hosts[Math.floor(random() * hosts.length)], 200 + 2_000 * random() ** 2, 1e8 + 1e9 * random());
  }
  const rack = source - (source % RACK);
  for (const host of hosts.slice(rack, rack + RACK)) add(host, 40 + 60 * random(), 1e9 + 1.5e9 * random());
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
