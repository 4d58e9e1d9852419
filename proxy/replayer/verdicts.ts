import type { DifferenceKind } from './comparison.js';
import type { Feed } from './feed.js';
import type { Fidelity } from './fidelity.js';

/**
 * Judges a connection after each thing that happened to it. Differences of bytes are final; output that is late, early
 * or over too soon is only held against the replica after the patience, and no longer once the other side agrees.
 */
export class Verdicts {
  readonly #fidelity: Fidelity;
  readonly #patienceUs: number;
  /** Connections on which the replica is ahead of the log. */
  readonly #unexplained = new Set<Feed>();

  constructor(fidelity: Fidelity, patienceUs: number) {
    this.#fidelity = fidelity;
    this.#patienceUs = patienceUs;
  }

  /** Production said more, or ended, or the replica did. True when late output has come after all. */
  judge(feed: Feed, nowUs: number): boolean {
    const comparison = feed.comparison;
    if (comparison.concluded) return false;
    if (comparison.difference !== undefined) {
      this.#final(feed);
      return false;
    }
    // Broken off from our side: what did not come by then was not going to be heard.
    if (feed.brokenOff) return false;
    if (feed.outputEnded && comparison.outstanding > 0) this.#conclude(feed, 'closed');
    else if (feed.outEnded && comparison.early > 0) this.#conclude(feed, 'extra');
    else return this.#settle(feed, nowUs);
    return false;
  }

  /** The dial was refused where production accepted. */
  refused(feed: Feed): void {
    if (feed.comparison.concluded) return;
    const nothing = new Uint8Array(0);
    feed.comparison.conclude({ kind: 'refused', offset: 0, expected: nothing, actual: nothing });
    this.#final(feed);
  }

  /** The gate gave up waiting for output of this connection. */
  missing(feed: Feed): void {
    if (feed.comparison.difference !== undefined || feed.comparison.blind) return;
    feed.missingUpTo = feed.produced + feed.forgiven;
    this.#fidelity.diverged(feed, feed.comparison.shortfall('missing'));
  }

  /** `drained`: everything in the log has been read, so that what it does not show was not said. */
  tick(nowUs: number, drained: boolean): void {
    for (const feed of this.#unexplained) {
      if (!drained) feed.unexplainedSinceUs = nowUs;
      else if (nowUs - (feed.unexplainedSinceUs ?? nowUs) >= this.#patienceUs) {
        this.#unexplained.delete(feed);
        const kind = feed.comparison.early > 0 ? 'extra' : 'closed';
        this.#fidelity.diverged(feed, feed.comparison.shortfall(kind));
      }
    }
  }

  #settle(feed: Feed, nowUs: number): boolean {
    const ahead = feed.comparison.early > 0 || (feed.outputEnded && !feed.outEnded && !feed.comparison.blind);
    if (ahead && feed.unexplainedSinceUs === undefined) {
      feed.unexplainedSinceUs = nowUs;
      this.#unexplained.add(feed);
    } else if (!ahead && feed.unexplainedSinceUs !== undefined) {
      feed.unexplainedSinceUs = undefined;
      // Shown already: the log has come to say the same.
      if (!this.#unexplained.delete(feed)) this.#fidelity.withdraw(feed);
    }
    if (feed.missingUpTo === undefined) return false;
    if (feed.produced < feed.missingUpTo || (feed.outEnded && !feed.outputEnded)) return false;
    feed.missingUpTo = undefined;
    this.#fidelity.withdraw(feed);
    return true;
  }

  #conclude(feed: Feed, kind: Extract<DifferenceKind, 'closed' | 'extra'>): void {
    feed.comparison.conclude(feed.comparison.shortfall(kind));
    this.#final(feed);
  }

  #final(feed: Feed): void {
    feed.comparison.concluded = true;
    this.#unexplained.delete(feed);
    this.#fidelity.diverged(feed, feed.comparison.difference!);
  }
}
