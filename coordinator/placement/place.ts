/**
 * Which replica goes on which host: a pure function of what the replicas need and of what is known of the hosts.
 *
 * Hosts that may not have one are left out (filters.ts, room.ts). Of the others the best comes first (score.ts): each replica goes to
 * the best unused host until there are as many hosts as `spread` asks for, and then to whichever host is best for it, used or not; a
 * host that has the images already need not get them, so replicas stay together while it has room. The same question always gets the
 * same answer; of equal hosts the first by name is better.
 */
import { candidates, type Candidate } from './candidates.js';
import { NO_CLAIM, type Claim, type Claims } from './claim.js';
import type { PlacementQuestion } from './question.js';
import { claimOf } from './room.js';
import { score, scoreTotal, type Score } from './score.js';

/** A host that gets replicas. */
export interface UsedHost {
  readonly host: string;
  /** How many. */
  readonly replicas: number;
  /** When its first was placed. */
  readonly score: Score;
}

/** Why there is no answer. */
export type Obstacle =
  /** More hosts are asked for than there are replicas. */
  | { readonly kind: 'spread-over-replicas' }
  | { readonly kind: 'hosts-unknown'; readonly hosts: readonly string[] }
  /** The images must lie on the source first, whoever gets replicas. */
  | { readonly kind: 'source-full' }
  /** `able` hosts may have a replica: fewer than are needed. */
  | { readonly kind: 'too-few-hosts'; readonly able: number; readonly needed: number }
  /** All that may have replicas have room for so many. */
  | { readonly kind: 'too-little-room'; readonly able: number; readonly replicas: number };

export type Placement =
  | {
      readonly placed: true;
      /** The host of each replica, the first one's first. */
      readonly hosts: readonly string[];
      /** The hosts that get any, in the order in which they were chosen. */
      readonly used: readonly UsedHost[];
      /** Some that could take replicas too, should one of the used fail; the best first. */
      readonly spare: readonly string[];
      /** To be reserved for the clone; also what its images take of the source. */
      readonly claims: Claims;
    }
  | { readonly placed: false; readonly obstacle: Obstacle };

export function place(question: PlacementQuestion): Placement {
  const { needs, fleet } = question;
  const spread = Math.max(1, needs.spread);
  if (needs.replicas > 0 && spread > needs.replicas) return refused({ kind: 'spread-over-replicas' });
  const unknown = needs.hosts.filter((host) => !fleet.places.has(host));
  if (unknown.length > 0) return refused({ kind: 'hosts-unknown', hosts: unknown });
  if (sourceFull(question)) return refused({ kind: 'source-full' });
  if (needs.replicas === 0) return answer(question, { hosts: [], used: [], spare: [] });

  const { best, able, capacity } = candidates(question);
  if (able < spread) return refused({ kind: 'too-few-hosts', able, needed: spread });
  if (capacity < needs.replicas) return refused({ kind: 'too-little-room', able, replicas: capacity });
  const used: Candidate[] = [];
  const scores: Score[] = [];
  const hosts: string[] = [];
  while (hosts.length < needs.replicas) {
    const fresh = best[used.length];
    const again = used.length < spread ? undefined : bestOf(used);
    const chosen = again === undefined || (fresh !== undefined && fresh.total > again.total) ? fresh : again;
    // `capacity` says that there is one: as many of the best hosts are at hand as there are replicas.
    if (chosen === undefined) throw new TypeError('room was counted that is not there');
    if (chosen === fresh) {
      used.push(chosen);
      scores.push(score(needs, chosen.host, chosen));
    }
    chosen.placed += 1;
    chosen.total = scoreTotal(needs, chosen.host, chosen);
    hosts.push(chosen.host.name);
  }
  return answer(question, {
    hosts,
    used: used.map(({ host, placed }, index) => ({
      host: host.name,
      replicas: placed,
      score: scores[index]!,
    })),
    spare: best.slice(used.length).map(({ host }) => host.name),
  });
}

/** The best with room left; of equals the one chosen first. */
function bestOf(used: readonly Candidate[]): Candidate | undefined {
  let found: Candidate | undefined;
  for (const candidate of used) {
    if (candidate.placed >= candidate.room) continue;
    if (found === undefined || candidate.total > found.total) found = candidate;
  }
  return found;
}

/** Whether the source is known to lack memory for the images. */
function sourceFull({ needs, fleet, reserved }: PlacementQuestion): boolean {
  const source = fleet.hosts[fleet.places.get(needs.source) ?? -1];
  if (source?.memoryAvailableBytes === undefined) return false;
  const wanted = claimOf(needs, source.name, 0).memoryBytes;
  return (
    wanted > 0 && wanted > source.memoryAvailableBytes - (reserved.get(source.name) ?? NO_CLAIM).memoryBytes
  );
}

function answer(
  { needs }: PlacementQuestion,
  found: Pick<Placement & { placed: true }, 'hosts' | 'used' | 'spare'>,
): Placement {
  const claims: Record<string, Claim> = {};
  for (const { host, replicas } of found.used) claims[host] = claimOf(needs, host, replicas);
  if (!Object.hasOwn(claims, needs.source) && !needs.held.has(needs.source)) {
    claims[needs.source] = claimOf(needs, needs.source, 0);
  }
  return { placed: true, ...found, claims };
}

function refused(obstacle: Obstacle): Placement {
  return { placed: false, obstacle };
}
