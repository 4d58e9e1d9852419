import { Queue } from './queue.js';

/** What the replayer does to the replica. */
export type FeedAction =
  | { readonly kind: 'dial' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'reset' };

/** Something that is told when one record has been dealt with. */
export interface Ticket {
  done(): void;
}

/** For what is delivered and is no record of the log, or only a part of one. */
export const UNCOUNTED: Ticket = { done: () => undefined };

/**
 * What the gate knows of one connection. `produced` counts the replica's output bytes, `forgiven` how many of
 * production's it did not produce in time and is not waited for any more.
 */
export interface GateFeed {
  readonly lane: Lane;
  produced: number;
  forgiven: number;
  /** The replica ended its output: nothing more comes, so nothing more is waited for. */
  outputEnded: boolean;
  /** Nothing is delivered or waited for any more. */
  dead: boolean;
  /** What it had produced when bytes last came up for it; undefined: none have. */
  producedAtInput: number | undefined;
  /** Production has answered those, and the replica has said nothing since. */
  unanswered: boolean;
  /** What it said has differed from production's. */
  readonly differs: boolean;
  /** The socket takes no more for now. */
  busy: boolean;
  /** Records of it in the lane, in their order. */
  readonly upcoming: Queue<LaneItem<GateFeed>>;
}

/** A delivery, or output of production's that the replica has to have produced before what follows is delivered. */
export type LaneItem<F extends GateFeed> =
  | { readonly kind: 'deliver'; readonly feed: F; readonly action: FeedAction; readonly ticket: Ticket }
  | { readonly kind: 'output'; readonly feed: F; readonly upTo: number; readonly ticket: Ticket }
  | { readonly kind: 'output-end'; readonly feed: F; readonly ticket: Ticket; forgiven: boolean };

/**
 * A connection's turn: it was given something, and no other is given anything before it has answered as production did.
 *
 * Two requests that are under way at once may be read by the replica's program in either order: epoll hands out
 * connections in the order of its own list. Where the log tells in which order production's program read them, one at a
 * time is the way to have the replica's program read them in that order too.
 */
export interface Turn<F extends GateFeed> {
  readonly feed: F;
  /** What it had produced when it got its turn. */
  readonly from: number;
  readonly sinceUs: number;
}

/** Records that keep their order among themselves: those of one connection, or in strict order those of all. */
export class Lane<F extends GateFeed = GateFeed> {
  readonly items = new Queue<LaneItem<F>>();
  /** Since when output has been waited for without progress, microseconds; undefined while none is. */
  waitingSinceUs: number | undefined;
  /** Output was given up on since the last delivery: the next one is late. */
  forgave = false;
  /** The connection whose answer is awaited before another gets its turn. */
  turn: Turn<F> | undefined;
  /** Is in the gate's list of lanes to look at. */
  dirty = false;
  /** Connections that use it. */
  feeds = 0;
}

/** Whether production's output that this item stands for has been produced, or is not waited for. */
export function isSatisfied(item: Exclude<LaneItem<GateFeed>, { kind: 'deliver' }>): boolean {
  const feed = item.feed;
  if (feed.dead || feed.outputEnded) return true;
  return item.kind === 'output' ? feed.produced + feed.forgiven >= item.upTo : item.forgiven;
}

/**
 * Whether production answered here to bytes since which the replica has said nothing. One that has said all that production
 * did by then was only faster; of one that differs the number of bytes tells nothing.
 */
export function isUnanswered(item: LaneItem<GateFeed>): boolean {
  if (item.kind !== 'output' || item.feed.produced !== item.feed.producedAtInput) return false;
  return item.feed.differs || item.feed.produced < item.upTo;
}
