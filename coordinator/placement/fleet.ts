import type { HostLabels, PlacementHost } from './placement-host.js';
import { bestLoad } from './score.js';
import { standingReasons } from './standing.js';

/** What restoring asks of a machine; most hosts of a fleet are of few kinds. */
export type MachineKind = Pick<PlacementHost, 'architecture' | 'kernel' | 'criuVersion'> & {
  /** Undefined: its agent does not say. */
  readonly cpuFlags: ReadonlySet<string> | undefined;
};

/**
 * Hosts, prepared so that placing looks at each kind of machine and each set of labels once and at numbers only for each host.
 * Made anew when facts change; `place` changes nothing in it.
 */
export interface Fleet {
  /** By name. */
  readonly hosts: readonly PlacementHost[];
  /** Name → place in `hosts`, and in all that follows. */
  readonly places: ReadonlyMap<string, number>;
  readonly kinds: readonly MachineKind[];
  readonly kindOf: Uint32Array;
  readonly labelSets: readonly HostLabels[];
  readonly labelSetOf: Uint32Array;
  /** 1: nothing is in the way of it now, whatever is asked for. */
  readonly usable: Uint8Array;
  /** What a host's load can be at best, 0 to 1; see score.ts. */
  readonly bestLoad: Float64Array;
  /** Places of the usable hosts, those with the best load first. */
  readonly byLoad: Uint32Array;
}

/** Prepares hosts for placing. Of two with one name the later counts. Pure. */
export function makeFleet(hosts: Iterable<PlacementHost>): Fleet {
  const byName = new Map<string, PlacementHost>();
  for (const host of hosts) byName.set(host.name, host);
  const sorted = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const kinds = new Sorts<MachineKind>();
  const labelSets = new Sorts<HostLabels>();
  const kindOf = new Uint32Array(sorted.length);
  const labelSetOf = new Uint32Array(sorted.length);
  const usable = new Uint8Array(sorted.length);
  const best = new Float64Array(sorted.length);
  const places = new Map<string, number>();
  sorted.forEach((host, place) => {
    const { architecture, cpuFlags, kernel, criuVersion, labels } = host;
    places.set(host.name, place);
    usable[place] = standingReasons(host).length === 0 ? 1 : 0;
    best[place] = bestLoad(host);
    kindOf[place] = kinds.number(JSON.stringify([architecture, cpuFlags, kernel, criuVersion]), () => ({
      ...{ architecture, kernel, criuVersion },
      cpuFlags: cpuFlags === undefined ? undefined : new Set(cpuFlags.split(/\s+/)),
    }));
    const text = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
    labelSetOf[place] = labelSets.number(text, () => labels);
  });
  const byLoad = Uint32Array.from(sorted.keys())
    .filter((place) => usable[place] === 1)
    .sort((a, b) => best[b]! - best[a]! || a - b);
  return {
    ...{ hosts: sorted, places, usable, bestLoad: best, byLoad },
    ...{ kinds: kinds.all, kindOf, labelSets: labelSets.all, labelSetOf },
  };
}

/** Numbers things that are equal by a text alike. */
class Sorts<T> {
  readonly all: T[] = [];
  readonly #numbers = new Map<string, number>();

  number(text: string, make: () => T): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.all.length);
    return this.all.push(make()) - 1;
  }
}
