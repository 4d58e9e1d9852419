import { expect } from 'vitest';
import type { Direction } from '../../../../../proxy/log/mod.js';
import { LIFE_STEP, type Packet } from './tcp-model.js';
import { Takings } from './takings.js';
import type { Told } from './wire.js';

/** What a tap knows of a packet: it saw it, it knows that something was missed, or it had not begun. */
export type Sight = 'seen' | 'missed' | 'before';

/**
 * Judges the records of one direction by what the tap saw of it, byte by byte, after every packet. Places are offsets, as
 * in the model; that of the FIN is the one behind the last byte.
 *
 * What no tap can know is not asked of it:
 * - A keep-alive probe may carry one byte of anything, at the place of the last byte sent. To a tap that has missed that
 *   byte, the probe is the byte.
 * - A FIN has a number, as a byte has. A tap that has missed it, and sees it acknowledged, has missed one byte more.
 * - A tap that has missed the answer to the dial does not know where the answerer's bytes begin: it says so by a gap of
 *   unknown size, and goes on with what it sees first.
 * - What a client says is nobody's until the instance's end has taken it or said something (see Takings).
 * - A client that has taken an answer which its server forgot is told so by a reset, sooner or later. Until then what it
 *   sends is taken by nobody, and may be recorded or not.
 */
export class Judge {
  readonly #direction: Direction;
  readonly #sent: Uint8Array;
  readonly #isn: number;
  /** Nothing that the client says is taken. */
  readonly #doomed: boolean;
  readonly #seen: Uint8Array;
  readonly #missed: Uint8Array;
  /** Bytes of probes that were seen before the byte at their place was. */
  readonly #probed = new Map<number, Set<number>>();
  readonly #answersSeen = new Set<number>();
  /** The number of the connection in the log. */
  #connection = 0;
  /** Of the answer that the records go by. */
  #life: number | undefined;
  /** Where the records of this direction begin. */
  #first = 0;
  /** Where the next record must lie; undefined while any place will do. */
  next: number | undefined;
  gapBytes = 0;
  ends = 0;
  /** How far the other end has acknowledged, in what the tap saw. */
  #acked = 0;
  #over = false;
  #resetSeen = false;
  #finMissed = false;
  #gapOfUnknownSizeDue = false;
  readonly #takings = new Takings();

  constructor(direction: Direction, sent: Uint8Array, isn: number, doomed: boolean) {
    this.#direction = direction;
    this.#sent = sent;
    this.#isn = isn;
    this.#doomed = doomed;
    this.#seen = new Uint8Array(sent.length + 2);
    this.#missed = new Uint8Array(sent.length + 2);
  }

  /** Whether the end of this direction is known, or counted among what was missed. */
  get isWhole(): boolean {
    return this.next === this.#sent.length + 1;
  }

  /** Before the packet is given to the tap, or instead of it. */
  passes(packet: Packet, sight: Sight): void {
    this.#takings.passes(packet, sight);
    if (packet.direction !== this.#direction) {
      if (sight === 'seen' && !packet.syn && !packet.rst && packet.ack !== undefined)
        this.#acked = Math.max(this.#acked, packet.ack);
      return;
    }
    if (sight === 'seen' && packet.rst) this.#resetSeen = true;
    if (sight === 'seen' && packet.syn) this.#answersSeen.add(packet.life);
    if (packet.rst || packet.syn) return;
    const { from, bytes, fin } = packet;
    const [first] = bytes;
    if (bytes.length === 1 && first !== undefined && first !== this.#sent[from]) {
      if (sight !== 'seen' || this.#seen[from] === 1) return;
      const probes = this.#probed.get(from) ?? new Set();
      this.#probed.set(from, probes.add(first));
      return;
    }
    const places = sight === 'seen' ? this.#seen : this.#missed;
    places.fill(1, from, from + bytes.length);
    if (fin) places[this.#sent.length] = 1;
  }

  /** One record, told because of `packet`. */
  told(record: Told, packet: Packet): void {
    if (record.connection !== this.#connection) this.#begin(record, packet);
    if (record.kind === 'reset') this.#over = true;
    if (!('direction' in record) || record.direction !== this.#direction) return;
    // A reset is about what was said before it.
    if (this.#direction === 'in' && this.#takings.mustHold && !packet.rst)
      expect(record).not.toMatchObject({ kind: expect.stringMatching('data|gap|end') as string });
    if (this.#gapOfUnknownSizeDue) expect(record).toMatchObject({ kind: 'gap', gapBytes: 0 });
    switch (record.kind) {
      case 'open':
        expect(record.seq).toBe((this.#isn + 1) >>> 0);
        this.next = 0;
        return;
      case 'accept':
        return this.#answered(record.seq);
      case 'data':
        return this.#bytes(this.#place(record.seq), record.bytes);
      case 'gap':
        return this.#gap(this.#place(record.seq), record.gapBytes, packet);
      case 'end':
        return this.#end(this.#place(record.seq));
      case 'reset':
        expect(this.#resetSeen).toBe(true);
    }
  }

  /** All that was seen and has its turn is recorded, and so is what was acknowledged: as a gap, if it was missed. */
  settled(): void {
    if (this.#doomed || this.#over || this.#connection === 0) return;
    if (this.#direction === 'in' && this.#takings.mayHold) return;
    const next = this.next ?? this.#acked;
    expect(this.#seen[next]).toBe(0);
    expect(next).toBeGreaterThanOrEqual(this.#acked);
    expect(this.#gapOfUnknownSizeDue).toBe(false);
    if (this.#seen[this.#sent.length] === 1 && next > this.#sent.length) expect(this.ends).toBe(1);
  }

  /** The log knows the connection under another number: it met it again behind a reset, or never knew its dial. */
  #begin({ connection, kind }: Told, packet: Packet): void {
    expect(connection).toBe(this.#connection + 1);
    expect(this.#over || this.#connection === 0).toBe(true);
    this.#connection = connection;
    this.#over = false;
    this.next = undefined;
    this.ends = 0;
    this.#acked = 0;
    this.#finMissed = false;
    this.#resetSeen = false;
    this.#gapOfUnknownSizeDue = false;
    this.#life = undefined;
    this.#first = 0;
    this.#answersSeen.clear();
    this.#seen.fill(0);
    this.#probed.clear();
    this.#takings.begin(kind === 'open');
    this.passes(packet, 'seen');
  }

  #place(seq: number): number {
    const behind = (seq - this.#isn - 1) | 0;
    this.#life ??= Math.round(behind / LIFE_STEP);
    return (behind - this.#life * LIFE_STEP) | 0;
  }

  /** Perhaps anew, while nothing was said by this end. */
  #answered(seq: number): void {
    expect(this.next ?? 0).toBe(this.#first);
    this.#life = undefined;
    this.next = this.#first = this.#place(seq);
    this.#finMissed = this.isWhole;
    if (this.#answersSeen.has(this.#life!)) expect(this.next).toBe(0);
    else this.#gapOfUnknownSizeDue = true;
  }

  #bytes(from: number, bytes: Uint8Array): void {
    this.next ??= from;
    expect(from).toBe(this.next);
    for (const [i, byte] of bytes.entries()) {
      if (byte !== this.#sent[from + i]) expect([...(this.#probed.get(from + i) ?? [])]).toContain(byte);
    }
    this.next += bytes.length;
  }

  #gap(from: number, length: number, packet: Packet): void {
    this.next ??= from;
    expect(from).toBe(this.next);
    if (length === 0) {
      expect(this.#gapOfUnknownSizeDue).toBe(true);
      this.#gapOfUnknownSizeDue = false;
      return;
    }
    expect(from + length).toBeLessThanOrEqual(this.#sent.length + 1);
    this.gapBytes += length;
    for (let place = from; place < from + length; place += 1) {
      expect(this.#seen[place]).toBe(0);
      // What lies before a reset may have been lost on its way to the tap.
      if (!packet.rst) expect(this.#missed[place]).toBe(1);
    }
    this.next = from + length;
    this.#finMissed = this.isWhole;
  }

  #end(from: number): void {
    this.ends += 1;
    expect(this.ends).toBe(1);
    expect(from).toBe(this.#sent.length);
    this.next ??= from;
    if (!this.#finMissed) expect(from).toBe(this.next);
    this.next = from + 1;
  }
}
