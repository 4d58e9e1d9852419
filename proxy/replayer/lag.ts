import type { BatchLedger } from './batch-ledger.js';
import type { StreamExtent } from './log-reader.js';
import { RateMeter } from './rate-meter.js';

/** How far a replica is behind its log. */
export interface LagFigures {
  readonly lagRecords: number;
  readonly lagBytes: number;
  readonly lagSeconds: number;
  readonly rateIn: number;
  readonly rateOut: number;
  readonly caughtUp: boolean;
}

/** Follows both ends of a log: where it is written, and where this replica stands in it. */
export class Lag {
  readonly #ledger: BatchLedger;
  readonly #written = new RateMeter();
  readonly #done = new RateMeter();
  #messagesRead = 0;
  #lastRead: number;
  #lastReadWrittenAtMs = 0;
  #lastInLog: number;
  /** Mean size of a message in the stream, bytes. */
  #meanBytes = 0;
  /** Bytes written to the log since this began, by that mean. */
  #writtenBytes = 0;

  /** `startSequence`: of the first message to be read. */
  constructor(ledger: BatchLedger, startSequence: number) {
    this.#ledger = ledger;
    this.#lastRead = startSequence - 1;
    this.#lastInLog = startSequence - 1;
  }

  /** Sequence number of the last message read. */
  get lastRead(): number {
    return this.#lastRead;
  }

  /** Everything that is known to be in the log has been read. */
  get drained(): boolean {
    return this.#lastRead >= this.#lastInLog;
  }

  /** `pending`: messages the server has beyond this one. */
  read(sequence: number, pending: number, writtenAtMs: number): void {
    this.#messagesRead += 1;
    this.#lastRead = sequence;
    this.#lastReadWrittenAtMs = writtenAtMs;
    this.#grow(sequence + pending);
  }

  observe(extent: StreamExtent): void {
    if (extent.messages > 0) this.#meanBytes = extent.bytes / extent.messages;
    this.#grow(extent.lastSequence);
  }

  sample(nowMs: number): void {
    this.#written.sample(nowMs, this.#writtenBytes);
    this.#done.sample(nowMs, this.#ledger.bytesDone);
  }

  figures(nowMs: number): LagFigures {
    const ledger = this.#ledger;
    const unread = Math.max(0, this.#lastInLog - this.#lastRead);
    const recordsPerMessage = this.#messagesRead > 0 ? ledger.recordsRead / this.#messagesRead : 1;
    const oldest = ledger.oldest?.writtenAtMs ?? (unread > 0 ? this.#lastReadWrittenAtMs : undefined);
    const caughtUp = unread === 0 && ledger.recordsLeft === 0;
    return {
      lagRecords: Math.round(unread * recordsPerMessage) + ledger.recordsLeft,
      lagBytes: Math.round(unread * this.#meanBytes) + ledger.bytesRead - ledger.bytesDone,
      // Nothing read yet: the age of what waits is not known.
      lagSeconds: caughtUp || !oldest ? 0 : Math.max(0, (nowMs - oldest) / 1000),
      rateIn: this.#written.perSecond,
      rateOut: this.#done.perSecond,
      caughtUp,
    };
  }

  #grow(lastInLog: number): void {
    if (lastInLog <= this.#lastInLog) return;
    this.#writtenBytes += (lastInLog - this.#lastInLog) * this.#meanBytes;
    this.#lastInLog = lastInLog;
  }
}
