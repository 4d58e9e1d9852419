/** Which way between two hosts is to be measured next. Pure. */

/** A host whose agent can be asked. */
export interface Peer {
  readonly name: string;
  /** gRPC target of its agent, as others reach it. */
  readonly target: string;
}

/** `host` is to measure the way to `peer`. */
export interface Pair {
  readonly host: Peer;
  readonly peer: Peer;
}

/** Of many hosts, each is measured with some neighbours in the order of names only: this many ways at most, or one for each host. */
const MOST_WAYS = 400;

/** The name of a way. */
export function wayKey(host: string, peer: string): string {
  return `${host} ${peer}`;
}

/**
 * The way that is due longest; undefined while none is.
 * @param hosts by name
 * @param dueAt when each is due, by wayKey, milliseconds of any clock; one that is not in it is due
 */
export function nextPair(
  hosts: readonly Peer[],
  dueAt: ReadonlyMap<string, number>,
  now: number,
): Pair | undefined {
  const reachable = hosts.filter(({ target }) => !target.startsWith('unix:'));
  const many = reachable.length;
  const neighbours = Math.min(many - 1, Math.max(1, Math.floor(MOST_WAYS / many)));
  let next: Pair | undefined;
  let earliest = Infinity;
  reachable.forEach((host, index) => {
    for (let step = 1; step <= neighbours; step += 1) {
      const peer = reachable[(index + step) % many]!;
      const due = dueAt.get(wayKey(host.name, peer.name)) ?? -Infinity;
      if (due > now || (next !== undefined && due >= earliest)) continue;
      next = { host, peer };
      earliest = due;
    }
  });
  return next;
}
