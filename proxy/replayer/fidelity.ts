import type { Difference } from './comparison.js';
import type { Feed } from './feed.js';

/** Differences kept with their bytes; beyond that they are only counted. */
const MOST_KEPT = 4096;

export interface ShownDivergence {
  readonly remote: Feed['remote'];
  readonly local: Feed['local'];
  readonly difference: Difference;
}

/**
 * What is known of how far the replica can be trusted: connections whose output differed, and what it was not fed.
 *
 * A difference may be provisional (output late, or early): it is withdrawn when the other side says the same after all.
 */
export class Fidelity {
  readonly #divergences = new Map<number, ShownDivergence>();
  #uncounted = 0;
  recordsLost = 0;
  bytesLost = 0;
  /** Why the replica was not fed all it should have got; empty while it was. */
  unfaithfulReason = '';

  /** Connections that differ. */
  get divergences(): number {
    return this.#divergences.size + this.#uncounted;
  }

  get first(): ShownDivergence | undefined {
    return this.#divergences.values().next().value;
  }

  diverged(feed: Feed, difference: Difference): void {
    const known = this.#divergences.has(feed.id);
    if (!known && this.#divergences.size >= MOST_KEPT) {
      this.#uncounted += 1;
      return;
    }
    this.#divergences.set(feed.id, { remote: feed.remote, local: feed.local, difference });
  }

  withdraw(feed: Feed): void {
    this.#divergences.delete(feed.id);
  }

  /** A record the replica cannot get. */
  lost(bytes: number): void {
    this.recordsLost += 1;
    this.bytesLost += bytes;
  }

  /** Only the first reason is kept: all that follows may come from it. */
  unfaithful(reason: string): void {
    if (this.unfaithfulReason === '') this.unfaithfulReason = reason;
  }
}
