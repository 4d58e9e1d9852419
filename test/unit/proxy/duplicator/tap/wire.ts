import type { Direction } from '../../../../../proxy/log/mod.js';
import type { Connection } from '../../../../../proxy/duplicator/tap/connection.js';
import type { RecordSink } from '../../../../../proxy/duplicator/tap/record-sink.js';
import { hashKey, Segment, TcpFlag } from '../../../../../proxy/duplicator/tap/segment.js';

/** What a sink was told, with copies of the bytes. */
export type Told =
  | { kind: 'open' | 'accept' | 'end'; connection: number; direction: Direction; seq: number }
  | { kind: 'data'; connection: number; direction: Direction; seq: number; bytes: Uint8Array }
  | { kind: 'gap'; connection: number; direction: Direction; seq: number; gapBytes: number }
  | { kind: 'reset'; connection: number; direction: Direction }
  | { kind: 'seen' | 'read' | 'forgotten'; connection: number };

/** A sink that remembers. */
export class Listener implements RecordSink {
  readonly told: Told[] = [];
  readonly times: number[] = [];

  opened({ number }: Connection, timeUs: number, direction: Direction, seq: number): void {
    this.#add(timeUs, { kind: 'open', connection: number, direction, seq });
  }
  accepted({ number }: Connection, timeUs: number, direction: Direction, seq: number): void {
    this.#add(timeUs, { kind: 'accept', connection: number, direction, seq });
  }
  seen({ number }: Connection, timeUs: number): void {
    this.#add(timeUs, { kind: 'seen', connection: number });
  }
  data(
    { number }: Connection,
    timeUs: number,
    direction: Direction,
    seq: number,
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void {
    this.#add(timeUs, { kind: 'data', connection: number, direction, seq, bytes: bytes.slice(start, end) });
  }
  ended({ number }: Connection, timeUs: number, direction: Direction, seq: number): void {
    this.#add(timeUs, { kind: 'end', connection: number, direction, seq });
  }
  reset({ number }: Connection, timeUs: number, direction: Direction): void {
    this.#add(timeUs, { kind: 'reset', connection: number, direction });
  }
  gap({ number }: Connection, timeUs: number, direction: Direction, seq: number, gapBytes: number): void {
    this.#add(timeUs, { kind: 'gap', connection: number, direction, seq, gapBytes });
  }
  read({ number }: Connection, timeUs: number): void {
    this.#add(timeUs, { kind: 'read', connection: number });
  }
  forgotten({ number }: Connection): void {
    this.told.push({ kind: 'forgotten', connection: number });
  }

  /** Kinds in order, without what is only for housekeeping. */
  kinds(): string[] {
    return this.told.filter(({ kind }) => kind !== 'forgotten').map(({ kind }) => kind);
  }

  /** All payload of one direction, in order. */
  text(direction: Direction): string {
    return this.told
      .map((each) =>
        each.kind === 'data' && each.direction === direction
          ? Buffer.from(each.bytes).toString('latin1')
          : '',
      )
      .join('');
  }

  #add(timeUs: number, told: Told): void {
    this.times.push(timeUs);
    this.told.push(told);
  }
}

export interface WireSegment {
  readonly direction: Direction;
  readonly seq: number;
  readonly ack?: number;
  readonly flags?: string;
  readonly payload?: Uint8Array | string;
  /** The client's port. */
  readonly port?: number;
}

const LETTERS: Record<string, number> = {
  S: TcpFlag.syn,
  F: TcpFlag.fin,
  R: TcpFlag.rst,
  P: TcpFlag.psh,
};

/** The segment object of a description; ACK is set when an ack is given. */
export function segment({
  direction,
  seq,
  ack,
  flags = '',
  payload = '',
  port = 4000,
}: WireSegment): Segment {
  const made = new Segment();
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'latin1') : payload;
  // Not at the start of the memory, so that offsets matter.
  made.bytes = new Uint8Array(bytes.length + 7);
  made.bytes.set(bytes, 5);
  made.payload = 5;
  made.payloadBytes = bytes.length;
  made.direction = direction;
  made.key.set([0x0a000002, 0, 0, 0, 0x0a570001, 0, 0, 0, (port << 16) | 6379]);
  made.hash = hashKey(made.key);
  made.seq = seq | 0;
  made.ack = (ack ?? 0) | 0;
  made.flags =
    (ack === undefined ? 0 : TcpFlag.ack) | [...flags].reduce((sum, letter) => sum | LETTERS[letter]!, 0);
  return made;
}
