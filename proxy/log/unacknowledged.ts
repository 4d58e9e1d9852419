import type { FinishedBatch } from './finished-batch.js';

/** Records that are not known to be in the log. */
export interface Backlog {
  readonly records: number;
  /** Bytes of payload in them. */
  readonly bytes: number;
  /** Time of the oldest, µs of CLOCK_MONOTONIC; undefined: there is none. */
  readonly firstUs: number | undefined;
}

/**
 * nats-server acknowledges a message some milliseconds before it is in the file: killed in between, it comes back
 * without it. That many bytes of acknowledged batches are kept, to be sent again.
 */
export const KEPT_BYTES = 8 * 1024 * 1024;
/** And no more than so many of them, however small: those of two seconds. */
export const KEPT_BATCHES = 1024;

/**
 * The batches that are not known to be in the log, in order, and how far they were sent. Pure.
 *
 * The stream takes a batch only behind the one before it, so that an acknowledgement of one covers all before it.
 */
export class Unacknowledged {
  readonly #batches = new Map<number, FinishedBatch>();
  #first: number;
  #unsent: number;
  #end: number;
  #heldBytes = 0;
  #sentBytes = 0;
  #records = 0;
  #payloadBytes = 0;
  /** Acknowledged, the latest last. */
  #kept: FinishedBatch[] = [];
  #keptBytes = 0;
  readonly #onForgotten: (batch: FinishedBatch) => void;

  /**
   * `first`: sequence of the first batch that will be added. `onForgotten`: called with a batch that will never be sent
   * again, so that its memory can be used for another.
   */
  constructor(first = 0, onForgotten: (batch: FinishedBatch) => void = () => undefined) {
    this.#onForgotten = onForgotten;
    this.#first = first;
    this.#unsent = first;
    this.#end = first;
  }

  /** Sequence of the oldest batch here, or of the next to be added. */
  get first(): number {
    return this.#first;
  }
  /** Sequence of the next batch to be added. */
  get end(): number {
    return this.#end;
  }
  /** Memory held by all of them. */
  get heldBytes(): number {
    return this.#heldBytes;
  }
  /** Bytes sent and not acknowledged. */
  get sentBytes(): number {
    return this.#sentBytes;
  }
  get backlog(): Backlog {
    const oldest = this.#batches.get(this.#first);
    return { records: this.#records, bytes: this.#payloadBytes, firstUs: oldest?.firstUs };
  }
  /** Whether there is one to send. */
  get hasUnsent(): boolean {
    return this.#unsent < this.#end;
  }
  get isEmpty(): boolean {
    return this.#first === this.#end;
  }

  add(batch: FinishedBatch): void {
    if (batch.sequence !== this.#end)
      throw new RangeError('batches are added in the order of their sequence');
    this.#hold(batch);
    this.#end += 1;
  }

  /** The next batch to send, which counts as sent from now on. */
  send(): FinishedBatch | undefined {
    const batch = this.#batches.get(this.#unsent);
    if (batch === undefined) return undefined;
    this.#unsent += 1;
    this.#sentBytes += batch.bytes.length;
    return batch;
  }

  /** Everything that is not acknowledged is to be sent again. */
  sendAgain(): void {
    this.#unsent = this.#first;
    this.#sentBytes = 0;
  }

  /** Takes out all batches up to `sequence`, oldest first. */
  *acknowledge(sequence: number): IterableIterator<FinishedBatch> {
    while (this.#first <= sequence) {
      const batch = this.#batches.get(this.#first);
      if (batch === undefined) return;
      this.#batches.delete(this.#first);
      this.#heldBytes -= batch.heldBytes;
      this.#records -= batch.records;
      this.#payloadBytes -= batch.payloadBytes;
      if (this.#first < this.#unsent) this.#sentBytes -= batch.bytes.length;
      this.#first += 1;
      this.#unsent = Math.max(this.#unsent, this.#first);
      this.#keep(batch);
      yield batch;
    }
  }

  /**
   * The log has nothing behind `sequence` though it was acknowledged: takes those batches back, all unsent.
   * False: they are not kept any more.
   */
  takeBack(sequence: number): boolean {
    const at = this.#kept.findIndex((batch) => batch.sequence === sequence + 1);
    if (at < 0) return false;
    for (const batch of this.#kept.splice(at)) {
      this.#hold(batch);
      this.#keptBytes -= batch.heldBytes;
    }
    this.#first = sequence + 1;
    this.sendAgain();
    return true;
  }

  #hold(batch: FinishedBatch): void {
    this.#batches.set(batch.sequence, batch);
    this.#heldBytes += batch.heldBytes;
    this.#records += batch.records;
    this.#payloadBytes += batch.payloadBytes;
  }

  #keep(batch: FinishedBatch): void {
    this.#kept.push(batch);
    this.#keptBytes += batch.heldBytes;
    let over = 0;
    while (this.#keptBytes > KEPT_BYTES || this.#kept.length - over > KEPT_BATCHES) {
      const forgotten = this.#kept[over]!;
      this.#keptBytes -= forgotten.heldBytes;
      this.#onForgotten(forgotten);
      over += 1;
    }
    if (over > 0) this.#kept.splice(0, over);
  }
}
