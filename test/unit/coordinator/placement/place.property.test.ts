import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addClaim,
  explainUnused,
  makeFleet,
  NO_CLAIM,
  place,
  Reservations,
  type Claim,
  type Link,
  type PlacementHost,
  type PlacementNeeds,
} from '../../../../coordinator/placement/mod.js';
import { GIB, host, needs } from './samples.js';
import { scoreTotal } from '../../../../coordinator/placement/score.js';

const NAMES = [...'abcdefghijkl'];
const KERNELS = ['6.1.170', '6.12.1', '6.18.0'] as const;
const CRIUS = ['4.1.1', '4.2', '4.2.1'] as const;
const FLAGS = ['sse2', 'avx', 'avx2'] as const;

const bytes = (most: number) => fc.nat(most);
const anyHost = (name: string): fc.Arbitrary<PlacementHost> =>
  fc.record({
    name: fc.constant(name),
    agentAlive: often(true),
    proxyAlive: often(true),
    drained: often(false),
    labels: fc.dictionary(fc.constantFrom('zone', 'ssd'), fc.constantFrom('a', 'b'), { maxKeys: 2 }),
    blocking: fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, fc.constant(['pool-room'])),
    architecture: fc.constantFrom('x64', 'x64', 'x64', 'arm64', undefined),
    cpuFlags: fc.option(
      fc.subarray([...FLAGS]).map((flags) => flags.join(' ')),
      { nil: undefined },
    ),
    kernel: fc.constantFrom(...KERNELS),
    criuVersion: fc.constantFrom(...CRIUS),
    cpus: fc.option(fc.integer({ min: 1, max: 64 }), { nil: undefined }),
    loadAverage: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
    memoryBytes: fc.option(bytes(2000), { nil: undefined }),
    memoryAvailableBytes: fc.option(bytes(1000), { nil: undefined, freq: 10 }),
    poolFreeBytes: fc.option(bytes(1000), { nil: undefined, freq: 10 }),
  });

function often(value: boolean): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, fc.constant(!value));
}

const anyHosts = fc.subarray([...NAMES], { minLength: 1 }).chain((names) => fc.tuple(...names.map(anyHost)));
const anyNeeds: fc.Arbitrary<PlacementNeeds> = fc.record({
  replicas: fc.nat(8),
  spread: fc.nat(4),
  hosts: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.subarray([...NAMES])),
  labels: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    fc.array(fc.record({ key: fc.constant('zone'), value: fc.constantFrom('a', undefined) }), {
      maxLength: 1,
    }),
  ),
  mode: fc.constantFrom('any', 'any', 'internal', 'external'),
  source: fc.constantFrom(...NAMES),
  held: fc.subarray([...NAMES], { maxLength: 2 }).map((names) => new Set(names)),
  memory: fc.record({ imageBytes: bytes(100), replicaBytes: bytes(100) }),
  disk: fc.record({ shippedBytes: bytes(100), replicaBytes: bytes(100) }),
  images: fc.record({
    architecture: fc.constant('x64'),
    cpuFlags: fc.subarray([...FLAGS], { maxLength: 1 }),
    kernel: fc.constantFrom(...KERNELS),
    criuVersion: fc.constantFrom(...CRIUS),
  }),
});
const linksAmong = (names: readonly string[]): fc.Arbitrary<ReadonlyMap<string, Link>> =>
  fc
    .dictionary(
      fc.constantFrom(...names),
      fc.record({ roundTripUs: fc.nat(100_000), bytesPerSecond: fc.nat(2e9) }),
    )
    .map((links) => new Map(Object.entries(links)));
const anyLinks = linksAmong(NAMES);
const reservedAmong = (names: readonly string[]): fc.Arbitrary<ReadonlyMap<string, Claim>> =>
  fc
    .dictionary(
      fc.constantFrom(...names),
      fc.record({ replicas: fc.nat(5), memoryBytes: bytes(300), diskBytes: bytes(300) }),
    )
    .map((claims) => new Map(Object.entries(claims)));
const anyReserved = reservedAmong(NAMES);

/** Written apart from the filters: whether this host may have a replica at all, room aside. */
function mayHave(host: PlacementHost, needs: PlacementNeeds): boolean {
  const { images } = needs;
  const newer = (all: readonly string[], own: string, needed: string) =>
    all.indexOf(own) >= all.indexOf(needed);
  const named = needs.hosts.includes(host.name);
  return (
    host.agentAlive &&
    host.proxyAlive &&
    !host.drained &&
    host.blocking.length === 0 &&
    (needs.hosts.length === 0 || named) &&
    (needs.mode !== 'internal' || host.name === needs.source) &&
    (needs.mode !== 'external' || host.name !== needs.source || named) &&
    needs.labels.every(({ key, value }) =>
      value === undefined ? key in host.labels : host.labels[key] === value,
    ) &&
    host.architecture === images.architecture &&
    images.cpuFlags.every((flag) => host.cpuFlags?.split(' ').includes(flag)) &&
    newer(KERNELS, host.kernel ?? '', images.kernel) &&
    newer(CRIUS, host.criuVersion ?? '', images.criuVersion)
  );
}

/** Replicas that fit there: counted up one by one. */
function fits(host: PlacementHost, needs: PlacementNeeds, reserved: Claim): number {
  const shares = host.name === needs.source || needs.held.has(host.name);
  let memory =
    (host.memoryAvailableBytes ?? -1) -
    reserved.memoryBytes -
    (needs.held.has(host.name) ? 0 : needs.memory.imageBytes);
  let disk = (host.poolFreeBytes ?? -1) - reserved.diskBytes - (shares ? 0 : needs.disk.shippedBytes);
  let replicas = -1;
  while (memory >= 0 && disk >= 0 && replicas < needs.replicas) {
    replicas += 1;
    memory -= needs.memory.replicaBytes;
    disk -= needs.disk.replicaBytes;
  }
  return replicas;
}

/** Host of each replica: before each, every host is looked at. */
function searchAll(
  hosts: readonly PlacementHost[],
  needs: PlacementNeeds,
  reserved: ReadonlyMap<string, Claim>,
  links: ReadonlyMap<string, Link>,
): string[] {
  const able = [...hosts]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((host) => mayHave(host, needs))
    .map((host) => {
      const claim = reserved.get(host.name) ?? NO_CLAIM;
      const standing = { reserved: claim, placed: 0, link: links.get(host.name) };
      return { host, standing, room: fits(host, needs, claim), chosenAs: Infinity };
    });
  return Array.from({ length: needs.replicas }, (_, replica) => {
    const used = able.filter(({ standing }) => standing.placed > 0).length;
    const total = (each: (typeof able)[number]) => scoreTotal(needs, each.host, each.standing);
    const open = able
      .filter(({ standing, room }) => standing.placed < room)
      .filter(({ standing }) => used >= needs.spread || standing.placed === 0);
    // Of equals one that is used already is better, then the one that was used first, then the first by name.
    const [best] = open.sort((a, b) => total(b) - total(a) || a.chosenAs - b.chosenAs || 0);
    if (best === undefined) throw new Error('a replica could not be placed');
    if (best.standing.placed === 0) best.chosenAs = replica;
    best.standing.placed += 1;
    return best.host.name;
  });
}

describe('placing', () => {
  it('never uses a host that may not have a replica, or more of it than there is', () => {
    fc.assert(
      fc.property(anyHosts, anyNeeds, anyReserved, anyLinks, (hosts, needs, reserved, links) => {
        const placement = place({ needs, fleet: makeFleet(hosts), reserved, links });
        if (!placement.placed) return;
        const byName = new Map(hosts.map((host) => [host.name, host]));
        for (const { host: name, replicas } of placement.used) {
          const host = byName.get(name);
          if (host === undefined) throw new Error(`${name} is not in the fleet`);
          expect(mayHave(host, needs)).toBe(true);
          expect(replicas).toBeLessThanOrEqual(fits(host, needs, reserved.get(name) ?? NO_CLAIM));
          expect(placement.hosts.filter((each) => each === name)).toHaveLength(replicas);
        }
        for (const name of placement.spare) {
          expect(placement.hosts).not.toContain(name);
          const host = byName.get(name)!;
          expect(mayHave(host, needs)).toBe(true);
          expect(fits(host, { ...needs, replicas: 1 }, reserved.get(name) ?? NO_CLAIM)).toBe(1);
        }
        expect(placement.hosts).toHaveLength(needs.replicas);
        if (needs.replicas > 0) expect(placement.used.length).toBeGreaterThanOrEqual(needs.spread);
      }),
      { numRuns: 2000 },
    );
  });

  it('chooses as a search does that looks at every host before each replica', () => {
    fc.assert(
      fc.property(anyHosts, anyNeeds, anyReserved, anyLinks, (hosts, needs, reserved, links) => {
        const placement = place({ needs, fleet: makeFleet(hosts), reserved, links });
        if (placement.placed) expect(placement.hosts).toEqual(searchAll(hosts, needs, reserved, links));
      }),
      { numRuns: 2000 },
    );
  });

  it('does so also where it need not look at most hosts', () => {
    const names = Array.from({ length: 40 }, (_, i) => `h${String(i).padStart(2, '0')}`);
    const anyWell = fc.tuple(
      ...names.map((name) =>
        fc
          .record({ loadAverage: fc.nat(16), free: fc.integer({ min: 20, max: 60 }) })
          .map(({ loadAverage, free }) => host(name, { loadAverage, memoryAvailableBytes: free * GIB })),
      ),
    );
    const anyCount = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(
        ...([anyWell, anyCount, reservedAmong(names), linksAmong(names)] as const),
        (hosts, replicas, taken, links) => {
          const asked = needs({ replicas, source: 'h00', mode: 'external' });
          const reserved = new Map([...taken].map(([name, claim]) => [name, { ...claim, memoryBytes: 0 }]));
          const placement = place({ needs: asked, fleet: makeFleet(hosts), reserved, links });
          expect(placement.placed && placement.hosts).toEqual(searchAll(hosts, asked, reserved, links));
          const total = (each: PlacementHost) => {
            const standing = { reserved: reserved.get(each.name) ?? NO_CLAIM, placed: 0 };
            return scoreTotal(asked, each, { ...standing, link: links.get(each.name) });
          };
          // Sorting is stable: of equals the first by name stays before the other.
          const ranked = hosts.filter(({ name }) => name !== 'h00').sort((a, b) => total(b) - total(a));
          const used = placement.placed ? placement.used.map((each) => each.host) : [];
          const spare = ranked.map(({ name }) => name).filter((name) => !used.includes(name));
          expect(placement.placed && placement.spare).toEqual(spare.slice(0, replicas + 8 - used.length));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('places whatever can be placed, with the spread that was asked for', () => {
    fc.assert(
      fc.property(anyHosts, anyNeeds, anyReserved, anyLinks, (hosts, asked, reserved, links) => {
        const needs = {
          ...asked,
          hosts: asked.hosts.filter((name) => hosts.some((host) => host.name === name)),
        };
        const placement = place({ needs, fleet: makeFleet(hosts), reserved, links });
        const able = hosts
          .filter((host) => mayHave(host, needs))
          .map((host) => fits(host, needs, reserved.get(host.name) ?? NO_CLAIM))
          .filter((replicas) => replicas > 0);
        const possible =
          needs.replicas === 0 ||
          (needs.spread <= needs.replicas &&
            able.length >= Math.max(1, needs.spread) &&
            able.reduce((sum, one) => sum + one, 0) >= needs.replicas);
        const full = !placement.placed && placement.obstacle.kind === 'source-full';
        if (!full) expect(placement.placed).toBe(possible);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives every host of the fleet replicas or a reason, in words and with what would help', () => {
    fc.assert(
      fc.property(anyHosts, anyNeeds, anyReserved, anyLinks, (hosts, needs, reserved, links) => {
        const question = { needs, fleet: makeFleet(hosts), reserved, links };
        const placement = place(question);
        const unused = explainUnused(question, placement);
        const used = placement.placed ? placement.used.map(({ host }) => host) : [];
        expect([...used, ...unused.map(({ host }) => host)].sort()).toEqual(
          hosts.map(({ name }) => name).sort(),
        );
        for (const { host, reasons } of unused) {
          expect(reasons.length).toBeGreaterThan(0);
          for (const { message, remedy } of reasons) {
            expect(message).toMatch(/\.$/);
            expect(remedy).toMatch(/\.$/);
          }
          const hindered = reasons.some(({ code }) => code !== 'outscored' && code !== 'not-enough');
          const subject = hosts.find(({ name }) => name === host)!;
          // Replicas of none fit everywhere; one is what is told of.
          const fitsOne = fits(subject, { ...needs, replicas: 1 }, reserved.get(host) ?? NO_CLAIM) >= 1;
          expect(hindered).toBe(!(mayHave(subject, needs) && fitsOne));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('answers the same whatever order hosts come in, and changes nothing it was given', () => {
    fc.assert(
      fc.property(anyHosts, anyNeeds, anyReserved, anyLinks, (hosts, needs, reserved, links) => {
        const fleet = makeFleet(hosts);
        const before = structuredClone({ needs, fleet, reserved, links });
        const first = place({ needs, fleet, reserved, links });
        const again = place({ needs, fleet: makeFleet([...hosts].reverse()), reserved, links });
        expect(again).toEqual(first);
        expect({ needs, fleet, reserved, links }).toEqual(before);
      }),
    );
  });
});

describe('reservations', () => {
  type Step = {
    readonly do: 'clone' | 'release' | 'restart';
    readonly number: number;
    readonly needs: PlacementNeeds;
  };
  const anyStep: fc.Arbitrary<Step> = fc.record({
    do: fc.constantFrom('clone', 'clone', 'clone', 'release', 'restart'),
    number: fc.nat(9),
    needs: anyNeeds,
  });

  it('never promise more than there is, over any sequence of clones, releases and restarts', () => {
    fc.assert(
      fc.property(anyHosts, fc.array(anyStep, { maxLength: 30 }), (hosts, steps) => {
        const fleet = makeFleet(hosts);
        let reservations = new Reservations();
        const records = new Map<string, Record<string, Claim>>();
        for (const step of steps) {
          const clone = `c-${step.number}`;
          if (step.do === 'restart') reservations = new Reservations(records);
          if (step.do === 'release') {
            reservations.release(clone);
            records.delete(clone);
          }
          if (step.do === 'clone' && !records.has(clone)) {
            const placement = place({
              ...{ needs: step.needs, fleet, links: new Map() },
              reserved: reservations.byHost,
            });
            if (placement.placed) {
              reservations.reserve(clone, placement.claims);
              records.set(clone, placement.claims);
            }
          }
          const sums = new Map<string, Claim>();
          for (const claims of records.values())
            for (const [host, claim] of Object.entries(claims))
              sums.set(host, addClaim(sums.get(host) ?? NO_CLAIM, claim));
          for (const [name, { memoryBytes, diskBytes, replicas }] of sums) {
            const host = hosts.find((each) => each.name === name);
            // The source of a clone need not be in the fleet, or say what it has: its images are there all the same.
            expect(memoryBytes).toBeLessThanOrEqual(host?.memoryAvailableBytes ?? Infinity);
            if (replicas > 0) expect(diskBytes).toBeLessThanOrEqual(host?.poolFreeBytes ?? -1);
            const counted = reservations.byHost.get(name) ?? NO_CLAIM;
            expect(counted).toEqual({ replicas, memoryBytes, diskBytes });
          }
        }
        for (const clone of records.keys()) reservations.release(clone);
        expect(reservations.byHost.size).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
