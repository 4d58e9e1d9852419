import type { ConnectionTuple, Endpoint } from '../log/mod.js';
import { Comparison, type HeldTotal } from './comparison.js';
import type { GateFeed, Lane } from './lane.js';
import { Queue } from './queue.js';

export interface FeedStart {
  readonly id: number;
  readonly key: string;
  readonly tuple: ConnectionTuple;
  readonly lane: Lane<Feed>;
  readonly carried: boolean;
  /** What all comparisons hold together. */
  readonly held: HeldTotal;
  /** First byte to be fed; undefined until the log tells. */
  readonly inStart: number | undefined;
  /** First byte of output to be compared; undefined until the log tells. */
  readonly outStart: number | undefined;
}

/** One connection of the log that is played to the replica: where it stands in the log, and what was seen of it. */
export class Feed implements GateFeed {
  readonly id: number;
  readonly key: string;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly carried: boolean;
  readonly lane: Lane;
  readonly comparison: Comparison;

  // What the gate knows; see GateFeed.
  produced = 0;
  forgiven = 0;
  outputEnded = false;
  dead = false;
  producedAtInput: number | undefined;
  unanswered = false;
  busy = false;
  readonly upcoming: GateFeed['upcoming'] = new Queue();

  /** Sequence number of the next byte of the log toward the replica, and how many came before it. */
  nextIn: number | undefined;
  inOffset = 0;
  /** Sequence number of the next byte of production's output, and how many came before it. */
  nextOut: number | undefined;
  outOffset = 0;
  /** The log said that this direction is over. */
  inEnded = false;
  outEnded = false;
  /** The log lacks bytes toward the replica: nothing is fed from there on. */
  broken = false;

  /** The replica would not take the dial. */
  refused = false;
  /** The replayer has broken the connection off, as production's client did. */
  brokenOff = false;
  /** The socket toward the replica is gone. */
  closed = false;

  /** The gate gave up on output up to this byte; undefined when it waits for none that is late. */
  missingUpTo: number | undefined;
  /** The replica said something, or ended, that the log does not show: since when, microseconds. */
  unexplainedSinceUs: number | undefined;

  constructor(start: FeedStart) {
    this.id = start.id;
    this.key = start.key;
    this.local = start.tuple.local;
    this.remote = start.tuple.remote;
    this.carried = start.carried;
    this.comparison = new Comparison(start.held);
    this.lane = start.lane;
    this.nextIn = start.inStart;
    this.nextOut = start.outStart;
  }

  /** What the replica said on it has differed from production's. */
  get differs(): boolean {
    return this.comparison.difference !== undefined;
  }

  /** Nothing of this connection follows in the log. */
  get logOver(): boolean {
    return this.inEnded && this.outEnded;
  }
}
