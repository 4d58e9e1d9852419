import {
  BatchBuffers,
  BatchWriter,
  MAX_DATA_BYTES,
  type Backlog,
  type Direction,
  type FinishedBatch,
} from '../../log/mod.js';
import type { Connection, Stream } from './connection.js';
import { Loss } from './loss.js';
import type { RecordSink } from './record-sink.js';

/** A batch is at most this long, bytes: large enough to cost the server little, small enough to be sent again. */
export const BATCH_BYTES = 64 * 1024;
/** Less room than this at a batch's end is left empty rather than cut data in two. */
const LEAST_SPLIT_BYTES = 4096;
/** Connections whose losses are told apart; of further ones only the sum is kept. */
const LOSSY_CONNECTIONS = 65_536;

/** Where finished batches go; LogPublisher is one. */
export interface BatchOutlet {
  /** Memory that batches hold which are not in the log yet. */
  readonly heldBytes: number;
  add(batch: FinishedBatch): void;
}

/** Sequences of the first and last batch of a mark. */
export interface MarkPlace {
  readonly first: number;
  readonly last: number;
}

/**
 * Writes what the reassembler tells into batches. It never waits: when the outlet holds as much as it may, records are
 * dropped, and what was dropped is written as gaps, one per connection and direction, as soon as there is room again.
 * A reader of the log so finds every connection whole but for those gaps.
 */
export class Recorder implements RecordSink {
  readonly #outlet: BatchOutlet;
  readonly #buffers: BatchBuffers;
  readonly #bufferBytes: number;
  readonly #writer: BatchWriter;
  #payloadBytes = 0;
  #gaps = 0;
  #gapBytes = 0;
  /** Connections with losses, in the order of the first; empty while records are written. */
  #lossy = new Map<Connection, Loss>();
  #lossOfOthers = 0;
  #othersLost = false;
  #dropping = false;
  #lastUs = 0;
  /** Ports whose connections' reads are known; empty: all. Undefined: reads are not recorded. */
  #readPorts: ReadonlySet<number> | undefined;

  /** `bufferBytes`: how much the outlet may hold. `buffers` are of BATCH_BYTES. */
  constructor(
    outlet: BatchOutlet,
    epoch: number,
    bufferBytes: number,
    buffers = new BatchBuffers(BATCH_BYTES, 0),
  ) {
    this.#outlet = outlet;
    this.#buffers = buffers;
    this.#bufferBytes = Math.max(bufferBytes, 2 * BATCH_BYTES);
    this.#writer = new BatchWriter(epoch, buffers.take());
  }

  /** Whether records are being dropped now. */
  get dropping(): boolean {
    return this.#dropping;
  }

  /** What is written and not handed over: the batch under way, and all that waits for room. */
  get unfinished(): Backlog {
    const { records, firstUs } = this.#writer;
    return { records, bytes: this.#payloadBytes, firstUs };
  }

  /**
   * From now on `read` is called for connections of these local ports (none: of all). On any others bytes count as read
   * when they arrive, so that nobody waits for a read that nobody can see.
   */
  recordReads(ports: readonly number[]): void {
    this.#readPorts = new Set(ports);
  }

  /** Hands over what is written, if anything is and there is room. */
  flush(): void {
    if (this.#dropping) this.#recover();
    else this.#handOver();
  }

  /** Begins a batch with a mark and has `describe` tell of every live connection. Undefined while there is no room. */
  mark(id: string, timeUs: number, describe: () => void): MarkPlace | undefined {
    this.flush();
    if (this.#dropping || this.#writer.records > 0) return undefined;
    const first = this.#writer.sequence;
    this.#lastUs = Math.max(this.#lastUs, timeUs);
    this.#writer.mark(this.#lastUs, id);
    describe();
    const last = this.#writer.records > 0 ? this.#writer.sequence : this.#writer.sequence - 1;
    this.#handOver();
    // Without room in the middle of it, the rest comes with the losses: such a mark is no place to start from.
    return this.#dropping || this.#writer.sequence <= last ? undefined : { first, last };
  }

  opened(connection: Connection, timeUs: number, direction: Direction, seq: number): void {
    const loss = this.#lossOf(connection, timeUs);
    if (loss !== undefined) loss.opened = { direction, seq };
    else if (!this.#dropping) {
      this.#write(
        () => this.#writer.open(connection.number, timeUs, direction, seq, connection.tuple),
        () => this.opened(connection, timeUs, direction, seq),
      );
    }
  }

  accepted(connection: Connection, timeUs: number, direction: Direction, seq: number): void {
    const loss = this.#lossOf(connection, timeUs);
    if (loss !== undefined) loss.accepted = { direction, seq };
    else if (!this.#dropping) {
      this.#write(
        () => this.#writer.accept(connection.number, timeUs, direction, seq),
        () => this.accepted(connection, timeUs, direction, seq),
      );
    }
  }

  seen(connection: Connection, timeUs: number): void {
    const loss = this.#lossOf(connection, timeUs);
    if (loss !== undefined) loss.seen = true;
    else if (!this.#dropping) {
      this.#write(
        () => this.#writeSeen(connection, timeUs, undefined),
        () => this.seen(connection, timeUs),
      );
    }
  }

  data(
    connection: Connection,
    timeUs: number,
    direction: Direction,
    seq: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    let from = start;
    this.#lastUs = timeUs;
    while (from < end && !this.#dropping) {
      const left = end - from;
      const room = this.#writer.dataRoom;
      const next = Math.min(left, room);
      const splitsBadly = next < left && next < MAX_DATA_BYTES && next < LEAST_SPLIT_BYTES;
      if (
        splitsBadly ||
        !this.#writer.data(connection.number, timeUs, direction, seq + from - start, bytes, from, from + next)
      ) {
        this.#handOverOrDrop();
        continue;
      }
      this.#payloadBytes += next;
      from += next;
    }
    if (from < end) this.#lose(connection, direction, seq + from - start, end - from);
    if (direction === 'in' && this.#readPorts !== undefined)
      this.#readUnseen(connection, timeUs, seq + end - start);
  }

  ended(connection: Connection, timeUs: number, direction: Direction, seq: number): void {
    if (direction === 'out') this.#readEnd(connection, timeUs);
    const loss = this.#lossOf(connection, timeUs);
    if (loss !== undefined) loss.stream(direction).endSeq = seq;
    else if (!this.#dropping) {
      this.#write(
        () => this.#writer.end(connection.number, timeUs, direction, seq),
        () => this.ended(connection, timeUs, direction, seq),
      );
    }
  }

  reset(connection: Connection, timeUs: number, direction: Direction): void {
    if (direction === 'out') this.#readEnd(connection, timeUs);
    const loss = this.#lossOf(connection, timeUs);
    if (loss !== undefined) loss.reset = direction;
    else if (!this.#dropping) {
      this.#write(
        () => this.#writer.reset(connection.number, timeUs, direction),
        () => this.reset(connection, timeUs, direction),
      );
    }
  }

  gap(connection: Connection, timeUs: number, direction: Direction, seq: number, gapBytes: number): void {
    this.#lastUs = timeUs;
    if (this.#dropping) {
      this.#lose(connection, direction, seq, gapBytes);
      return;
    }
    this.#write(
      () => this.#writeGap(connection.number, timeUs, direction, seq, gapBytes),
      () => this.gap(connection, timeUs, direction, seq, gapBytes),
    );
  }

  /** Packets were lost, and nobody knows of which connections, or whether they held any bytes. */
  lostSomewhere(timeUs: number): void {
    this.#lastUs = Math.max(this.#lastUs, timeUs);
    if (this.#dropping) {
      this.#othersLost = true;
      return;
    }
    this.#write(
      () => this.#writeGap(0, this.#lastUs, 'in', 0, 0),
      () => (this.#othersLost = true),
    );
  }

  /** What was read before is no news: somebody has only looked (MSG_PEEK), as CRIU does during a freeze. */
  read(connection: Connection, timeUs: number, to: number | undefined): void {
    const stream = connection.in;
    const readTo = to ?? (stream.known && !stream.provisional ? stream.next : undefined);
    if (readTo === undefined || (connection.readTo !== undefined && ((readTo - connection.readTo) | 0) <= 0))
      return;
    connection.readTo = readTo | 0;
    // Without room the order is lost, and nothing else: no gap tells of it.
    if (this.#dropping) return;
    this.#lastUs = timeUs;
    // No closures, unlike the others: there are as many reads as data.
    if (this.#writer.read(connection.number, timeUs, readTo >>> 0)) return;
    this.#handOverOrDrop();
    if (!this.#dropping) this.#writer.read(connection.number, timeUs, readTo >>> 0);
  }

  #readUnseen(connection: Connection, timeUs: number, to: number): void {
    const ports = this.#readPorts!;
    if (ports.size > 0 && !ports.has(connection.localPort)) this.read(connection, timeUs, to);
  }

  /** A program that closes after its peer did has read that end, which the kernel tells nobody. */
  #readEnd(connection: Connection, timeUs: number): void {
    if (this.#readPorts !== undefined && connection.in.ended) this.read(connection, timeUs, undefined);
  }

  forgotten(): void {
    // What a connection that is over has lost is still to be written.
  }

  /** Writes, in a further batch if need be; `lost` is called when there is no room for one. */
  #write(write: () => boolean, lost: () => void): void {
    if (write()) return;
    this.#handOverOrDrop();
    if (this.#dropping) lost();
    else write();
  }

  #handOverOrDrop(): void {
    if (!this.#handOver()) this.#dropping = true;
  }

  /** False when the outlet has no room; nothing has changed then. */
  #handOver(): boolean {
    const writer = this.#writer;
    if (writer.records === 0) return true;
    const { length, sequence, records, firstUs = 0 } = writer;
    // A short batch is copied, so that it does not hold on to a long buffer.
    const isShort = length < BATCH_BYTES / 2;
    const heldBytes = isShort ? length : BATCH_BYTES;
    if (this.#outlet.heldBytes + heldBytes > this.#bufferBytes) return false;
    const finished = writer.finish();
    const bytes = isShort ? finished.slice() : finished;
    const [payloadBytes, gaps, gapBytes] = [this.#payloadBytes, this.#gaps, this.#gapBytes];
    this.#payloadBytes = 0;
    this.#gaps = 0;
    this.#gapBytes = 0;
    writer.begin(sequence + 1, isShort ? undefined : this.#buffers.take());
    this.#outlet.add({ sequence, bytes, heldBytes, records, firstUs, payloadBytes, gaps, gapBytes });
    return true;
  }

  /** The loss to note a record in while dropping; undefined when it is to be written, or when there are too many. */
  #lossOf(connection: Connection, timeUs: number): Loss | undefined {
    this.#lastUs = timeUs;
    if (!this.#dropping) return undefined;
    let loss = this.#lossy.get(connection);
    if (loss === undefined) {
      if (this.#lossy.size >= LOSSY_CONNECTIONS) {
        this.#othersLost = true;
        return undefined;
      }
      loss = new Loss();
      this.#lossy.set(connection, loss);
    }
    return loss;
  }

  #lose(connection: Connection, direction: Direction, seq: number, bytes: number): void {
    const loss = this.#lossOf(connection, this.#lastUs);
    if (loss === undefined) this.#lossOfOthers += bytes;
    else loss.stream(direction).add(seq >>> 0, bytes);
  }

  /** When there is room: writes what was lost, and goes on as before. */
  #recover(): void {
    // With room for one batch only, the next record would be lost again.
    if (this.#outlet.heldBytes + 2 * BATCH_BYTES > this.#bufferBytes || !this.#handOver()) return;
    this.#dropping = false;
    const lossy = this.#lossy;
    this.#lossy = new Map();
    for (const [connection, loss] of lossy) this.#writeLoss(connection, loss);
    if (!this.#othersLost) return;
    const bytes = this.#lossOfOthers;
    this.#othersLost = false;
    this.#lossOfOthers = 0;
    this.#write(
      () => this.#writeGap(0, this.#lastUs, 'in', 0, bytes),
      () => {
        this.#othersLost = true;
        this.#lossOfOthers += bytes;
      },
    );
  }

  /** Each of these is noted as lost again should there be no room for it after all. */
  #writeLoss(connection: Connection, loss: Loss): void {
    const timeUs = this.#lastUs;
    if (loss.opened !== undefined) this.opened(connection, timeUs, loss.opened.direction, loss.opened.seq);
    if (loss.seen) {
      this.#write(
        () => this.#writeSeen(connection, timeUs, loss),
        () => this.seen(connection, timeUs),
      );
    }
    if (loss.accepted !== undefined)
      this.accepted(connection, timeUs, loss.accepted.direction, loss.accepted.seq);
    for (const direction of ['in', 'out'] as const) {
      const { any, seq, bytes, unknown, endSeq } = loss.stream(direction);
      if (any) this.gap(connection, timeUs, direction, seq, unknown ? 0 : bytes);
      if (endSeq !== undefined) this.ended(connection, timeUs, direction, endSeq);
    }
    if (loss.reset !== undefined) this.reset(connection, timeUs, loss.reset);
  }

  #writeGap(
    connection: number,
    timeUs: number,
    direction: Direction,
    seq: number,
    gapBytes: number,
  ): boolean {
    if (!this.#writer.gap(connection, timeUs, direction, seq, gapBytes)) return false;
    this.#gaps += 1;
    this.#gapBytes += gapBytes;
    return true;
  }

  /** A connection whose bytes were lost is described as it was before they were. */
  #writeSeen(connection: Connection, timeUs: number, loss: Loss | undefined): boolean {
    const next = (stream: Stream, direction: Direction): number | undefined => {
      const lost = loss?.stream(direction);
      if (lost?.any === true) return lost.seq;
      if (!stream.known || stream.provisional) return undefined;
      // FIN has a number too, and is no byte.
      return (stream.ended ? stream.next - 1 : stream.next) >>> 0;
    };
    return this.#writer.seen(connection.number, timeUs, {
      tuple: connection.tuple,
      nextIn: next(connection.in, 'in'),
      nextOut: next(connection.out, 'out'),
      endedIn: connection.in.ended && loss?.in.endSeq === undefined,
      endedOut: connection.out.ended && loss?.out.endSeq === undefined,
    });
  }
}
