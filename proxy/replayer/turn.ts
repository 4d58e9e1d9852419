import type { GateFeed, Turn } from './lane.js';

/**
 * A turn whose answer does not come ends when the replica has nothing left to do, at the soonest after this long,
 * microseconds: some answers wait for what another connection is given next (a blocking pop for its push), and some
 * requests have none.
 */
export const TURN_LEAST_US = 3_000;
/** Where it is not known what the replica does, and in any case, turns end after these, microseconds. */
export const TURN_UNSEEN_US = 20_000;
export const TURN_MOST_US = 2_000_000;

/** What is known of the replica's processes: whether all they were given is dealt with. */
export type Idleness = 'idle' | 'busy' | 'unknown';

/** Whether another connection may be given something now. `idleness` is asked only when it matters. */
export function isTurnOver(turn: Turn<GateFeed>, nowUs: number, idleness: () => Idleness): boolean {
  const { feed } = turn;
  // One whose output has ended may still be read from: what it was given has no answer, and is worked off all the same.
  if (feed.dead) return true;
  const next = feed.upcoming.peek();
  // Production gave it more before it had said anything: there is no answer to wait for.
  if (next?.kind === 'deliver') return true;
  const goal = next?.kind === 'output' ? next.upTo - feed.forgiven : turn.from + 1;
  if (feed.produced >= goal) return true;
  const elapsedUs = nowUs - turn.sinceUs;
  if (elapsedUs < TURN_LEAST_US) return false;
  if (elapsedUs >= TURN_MOST_US) return true;
  const state = idleness();
  return state === 'idle' || (state === 'unknown' && elapsedUs >= TURN_UNSEEN_US);
}
