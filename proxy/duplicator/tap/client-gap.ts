import type { Connection } from './connection.js';

/** When production stood still, CLOCK_MONOTONIC µs; the times may lie a little outside of it. */
export interface Freeze {
  readonly fromUs: number;
  readonly untilUs: number;
}

/** What waiting clients saw of a freeze. */
export interface ClientGap {
  /** The longest silence toward one of them, µs; 0 when nobody waited. */
  readonly longestUs: number;
  /** Silences that were looked at. */
  readonly waits: number;
  /** Clients that have got nothing yet: the longest silence may be theirs, and is not over. */
  readonly unanswered: number;
}

/**
 * Who had waited longer than this when the freeze began waits for something else: a long poll, a blocking pop, a slow
 * query. Of such a silence only the part inside the freeze counts, for the rest would have been without it.
 */
const PATIENT_US = 1_000_000;
/** An answer whose bytes stopped coming this long before the freeze is stopped by the client, or was whole. */
const STALLED_US = 200_000;

/** The silences that a freeze lies in, as they end. */
export class ClientGapMeasurement {
  readonly #freeze: Freeze;
  readonly #open = new Set<Connection>();
  #longestUs = 0;
  #waits = 0;
  #onSettled: (() => void) | undefined;

  constructor(freeze: Freeze) {
    this.#freeze = freeze;
  }

  /** A silence that is over; `asked`: by a client that had sent something, and not in the middle of an answer only. */
  waited(startUs: number, endUs: number, asked: boolean): void {
    const { fromUs, untilUs } = this.#freeze;
    if (startUs > untilUs || endUs < fromUs) return;
    if (!asked && startUs < fromUs - STALLED_US) return;
    const isPatient = startUs < fromUs - PATIENT_US;
    this.#waits += 1;
    this.#longestUs = Math.max(
      this.#longestUs,
      isPatient ? Math.min(endUs, untilUs) - fromUs : endUs - startUs,
    );
  }

  /** Looks whether this client waits, and has since the freeze. */
  waits(connection: Connection): void {
    const { fromUs, untilUs } = this.#freeze;
    const since = connection.waitsSinceUs;
    if (since === 0 || since > untilUs || connection.over || !connection.isClient) return;
    if (connection.waitingSinceUs === 0 && since < fromUs - STALLED_US) return;
    if (since < fromUs - PATIENT_US) this.waited(since, untilUs, true);
    else this.#open.add(connection);
  }

  /** This one waits no more, or nobody knows. */
  lost(connection: Connection): void {
    if (this.#open.delete(connection) && this.#open.size === 0) this.#onSettled?.();
  }

  /** Resolves once every client that waited was answered. */
  get settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#onSettled = resolve;
      if (this.#open.size === 0) resolve();
    });
  }

  /** As things stand at `nowUs`. */
  result(nowUs: number): ClientGap {
    let [longestUs, unanswered] = [this.#longestUs, 0];
    for (const connection of this.#open) {
      // In the middle of an answer: that there was more to come is a guess.
      if (connection.waitingSinceUs === 0) continue;
      unanswered += 1;
      longestUs = Math.max(longestUs, nowUs - connection.waitsSinceUs);
    }
    return { longestUs, waits: this.#waits + unanswered, unanswered };
  }
}
