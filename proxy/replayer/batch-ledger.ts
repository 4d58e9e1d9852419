import type { Ticket } from './lane.js';
import { Queue } from './queue.js';

/** One message of the log while its records are being worked off. */
export class BatchTicket implements Ticket {
  readonly #ledger: BatchLedger;
  /** Sequence number of the message in the stream. */
  readonly sequence: number;
  readonly bytes: number;
  /** When it was written, milliseconds since 1970. */
  readonly writtenAtMs: number;
  readonly acknowledge: () => void;
  left: number;

  constructor(ledger: BatchLedger, batch: Omit<BatchStart, 'records'> & { readonly records: number }) {
    this.#ledger = ledger;
    this.sequence = batch.sequence;
    this.bytes = batch.bytes;
    this.writtenAtMs = batch.writtenAtMs;
    this.acknowledge = batch.acknowledge;
    this.left = batch.records;
  }

  done(): void {
    this.left -= 1;
    this.#ledger.recordDone(this);
  }
}

export interface BatchStart {
  readonly sequence: number;
  readonly records: number;
  readonly bytes: number;
  readonly writtenAtMs: number;
  /** Called once, when the last of its records is done. */
  readonly acknowledge: () => void;
}

/** Counts what of the log has been read and done, and acknowledges messages that are done whole. */
export class BatchLedger {
  recordsDone = 0;
  /** Bytes of messages done whole. */
  bytesDone = 0;
  /** Records and bytes of messages read so far. */
  recordsRead = 0;
  bytesRead = 0;
  #oldest = new Queue<BatchTicket>();

  open(batch: BatchStart): BatchTicket {
    const ticket = new BatchTicket(this, batch);
    this.recordsRead += batch.records;
    this.bytesRead += batch.bytes;
    this.#oldest.push(ticket);
    if (batch.records === 0) this.#complete(ticket);
    return ticket;
  }

  /** Records read and not done. */
  get recordsLeft(): number {
    return this.recordsRead - this.recordsDone;
  }

  /** The first message that is not done whole. */
  get oldest(): BatchTicket | undefined {
    return this.#oldest.peek();
  }

  recordDone(ticket: BatchTicket): void {
    this.recordsDone += 1;
    if (ticket.left === 0) this.#complete(ticket);
  }

  #complete(ticket: BatchTicket): void {
    this.bytesDone += ticket.bytes;
    ticket.acknowledge();
    while (this.#oldest.peek()?.left === 0) this.#oldest.shift();
  }
}
