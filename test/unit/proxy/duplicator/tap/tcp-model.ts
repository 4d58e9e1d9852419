/**
 * Two TCP ends, a wire with a tap in its middle, and a network that loses, doubles and reorders on both sides of it. It
 * shares no code with the tap: what the ends took from each other is what the tap's records are judged by.
 *
 * Numbers are offsets here: 0 is a stream's first byte, -1 its SYN; only the wire has sequence numbers.
 */
import type { Direction } from '../../../../../proxy/log/mod.js';
import type { WireSegment } from './wire.js';

export interface Packet {
  readonly direction: Direction;
  readonly from: number;
  readonly bytes: Uint8Array;
  readonly ack: number | undefined;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  /** How many answers to the dial were forgotten before the one that this goes by: each has another first number. */
  readonly life: number;
}

/** One end: what it sends, what it has got, and how far the other end says it has come. */
export class End {
  readonly direction: Direction;
  readonly data: Uint8Array;
  state: 'closed' | 'listening' | 'dialling' | 'answering' | 'open' | 'reset' = 'closed';
  /** Sent at least once up to here; data.length + 1 once the FIN was. */
  sent = 0;
  acked = 0;
  /** Which bytes of the other end have come; its FIN is the place behind the last. */
  readonly got: Uint8Array;
  readonly #peerBytes: number;
  finGot = false;
  /** Of the answer that this end has given, or taken. */
  life = 0;

  constructor(direction: Direction, data: Uint8Array, peerBytes: number) {
    this.direction = direction;
    this.data = data;
    this.#peerBytes = peerBytes;
    this.got = new Uint8Array(peerBytes);
  }

  /** Bytes of the other end that the program here could read. */
  get received(): number {
    const hole = this.got.indexOf(0);
    return hole === -1 ? this.#peerBytes : hole;
  }
  get expects(): number {
    return this.received === this.#peerBytes && this.finGot ? this.#peerBytes + 1 : this.received;
  }
  get allSent(): boolean {
    return this.sent === this.data.length + 1;
  }
  get done(): boolean {
    return this.state === 'reset' || (this.acked === this.data.length + 1 && this.expects > this.#peerBytes);
  }

  packet(from: number, to: number, more: Partial<Packet> = {}): Packet {
    const bytes = this.data.subarray(Math.max(0, from), Math.max(0, Math.min(to, this.data.length)));
    return {
      direction: this.direction,
      from,
      bytes,
      ack: this.expects,
      syn: false,
      fin: to > this.data.length,
      rst: false,
      life: this.life,
      ...more,
    };
  }

  /** Bytes [from, to), whether they went before or not. */
  send(from: number, to: number): Packet {
    this.sent = Math.max(this.sent, to);
    return this.packet(from, to);
  }

  dial(): Packet {
    this.state = 'dialling';
    return this.packet(-1, -1, { syn: true, fin: false, ack: undefined });
  }

  reset(): Packet {
    this.state = 'reset';
    return this.packet(Math.min(this.sent, this.data.length + 1), 0, {
      bytes: new Uint8Array(0),
      rst: true,
      fin: false,
    });
  }

  /** The answer to the dial was taken by nobody so far, and is none any more. */
  forget(): void {
    this.state = 'listening';
    this.life += 1;
  }

  /** What a segment does to this end, and what it answers at once. */
  take(packet: Packet): Packet[] {
    if (this.state === 'reset') return packet.rst ? [] : [this.#refusal(packet)];
    if (packet.ack !== undefined && !packet.syn && packet.life !== this.life)
      return packet.rst || this.state === 'open' ? [] : [this.#refusal(packet)];
    if (packet.rst) {
      if (packet.from !== this.expects) return [];
      this.state = 'reset';
      return [];
    }
    if (packet.syn) return this.#handshake(packet);
    if (this.state === 'dialling') return [];
    if (this.state === 'listening') return [this.#refusal(packet)];
    if (this.state === 'answering') this.state = 'open';
    if (packet.ack !== undefined) this.acked = Math.max(this.acked, packet.ack);
    this.got.fill(1, packet.from, packet.from + packet.bytes.length);
    if (packet.fin) this.finGot = true;
    return packet.bytes.length > 0 || packet.fin ? [this.packet(this.sent, this.sent, { fin: false })] : [];
  }

  #handshake(packet: Packet): Packet[] {
    if (packet.ack === undefined) {
      if (this.state !== 'listening' && this.state !== 'answering') return [];
      this.state = 'answering';
      return [this.packet(-1, -1, { syn: true, fin: false, ack: 0 })];
    }
    if (this.state === 'dialling') {
      this.state = 'open';
      this.life = packet.life;
    }
    return [this.packet(this.sent, this.sent, { fin: false })];
  }

  #refusal(packet: Packet): Packet {
    return this.packet(packet.ack ?? 0, 0, {
      bytes: new Uint8Array(0),
      rst: true,
      fin: false,
      life: packet.life,
    });
  }
}

/** A number for each decision, from a list; 0 when the list is at its end, so that a shorter list is a simpler run. */
export class Choices {
  readonly #numbers: readonly number[];
  #next = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }
  get left(): boolean {
    return this.#next < this.#numbers.length;
  }
  below(limit: number): number {
    const number = this.#numbers[this.#next] ?? 0;
    this.#next += 1;
    return limit <= 1 ? 0 : number % limit;
  }
}

export interface ModelOptions {
  readonly dataIn: Uint8Array;
  readonly dataOut: Uint8Array;
  readonly choices: Choices;
  /** One end may reset the connection in the middle. */
  readonly resets: boolean;
  /** The server may forget its answer to the dial while nobody has taken it. */
  readonly forgets: boolean;
  /** Called for each packet that passes the tap. */
  readonly tap: (packet: Packet, client: End, server: End) => void;
}

/** Runs the conversation: at random while there are choices, then in good order to its end. */
export function converse(options: ModelOptions): { readonly client: End; readonly server: End } {
  const { dataIn, dataOut, choices, tap, resets, forgets } = options;
  const client = new End('in', dataIn, dataOut.length);
  const server = new End('out', dataOut, dataIn.length);
  server.state = 'listening';
  /** Before the tap and behind it, each way. */
  const before: Packet[] = [];
  const behind: Packet[] = [];
  before.push(client.dial());

  const pass = (index: number): void => {
    const [packet] = before.splice(index, 1);
    tap(packet!, client, server);
    behind.push(packet!);
  };
  const arrive = (index: number): void => {
    const [packet] = behind.splice(index, 1);
    before.push(...(packet!.direction === 'in' ? server : client).take(packet!));
  };
  const someOf = (queue: Packet[], act: (index: number) => void): void => {
    if (queue.length > 0) act(choices.below(Math.min(queue.length, 4)));
  };
  const speak = (end: End): void => {
    if (end.state === 'dialling') {
      before.push(end.dial());
      return;
    }
    if (end.state !== 'open') return;
    const last = end.data.length + 1;
    switch (choices.below(6)) {
      case 0:
      case 1:
      case 2: {
        const to = Math.min(last, end.sent + 1 + choices.below(40));
        if (end.sent < last) before.push(end.send(end.sent, to));
        break;
      }
      case 3: {
        // Again, and cut in another way.
        const from = Math.min(end.acked + choices.below(30), end.sent);
        const to = Math.min(end.sent, from + 1 + choices.below(60));
        if (from < to) before.push(end.send(from, to));
        break;
      }
      case 4:
        // A keep-alive probe, with or without its byte (which is no byte of the stream).
        if (end.acked === end.sent && end.sent > 0 && !end.allSent)
          before.push(
            end.packet(end.sent - 1, end.sent - 1, { bytes: new Uint8Array(choices.below(2)).fill(0xaa) }),
          );
        break;
      default:
        before.push(end.packet(end.sent, end.sent, { fin: false }));
    }
  };
  while (choices.left) {
    const end = choices.below(2) === 0 ? client : server;
    switch (choices.below(12)) {
      case 0:
      case 1:
      case 2:
        speak(end);
        break;
      case 3:
        someOf(before, (index) => before.splice(index, 1));
        break;
      case 4:
        someOf(behind, (index) => behind.splice(index, 1));
        break;
      case 5:
        someOf(before, (index) => before.push(before[index]!));
        break;
      case 6:
        someOf(behind, (index) => behind.push(behind[index]!));
        break;
      case 7:
        if (resets && end.state === 'open' && choices.below(8) === 7) before.push(end.reset());
        if (forgets && end.state === 'answering') end.forget();
        break;
      case 8:
      case 9:
        someOf(before, pass);
        break;
      default:
        someOf(behind, arrive);
    }
  }
  // From here on nothing is lost: what is under way arrives, then each end sends what is not acknowledged.
  const settle = (): void => {
    while (before.length + behind.length > 0) {
      while (before.length > 0) pass(0);
      while (behind.length > 0) arrive(0);
    }
  };
  for (let round = 0; round < 8 && !(client.done && server.done); round += 1) {
    settle();
    for (const end of [client, server]) {
      if (end.state === 'dialling') before.push(end.dial());
      else if (end.state === 'open' && end.acked <= end.data.length)
        before.push(end.send(end.acked, end.data.length + 1));
    }
  }
  settle();
  return { client, server };
}

/** Between the first numbers of an answer and the next, a second later (RFC 6528). */
export const LIFE_STEP = 15_625_000;

/** The packet as the tap sees it. */
export function onWire(packet: Packet, isn: { in: number; out: number }): WireSegment {
  const { direction, from, bytes, ack, syn, fin, rst, life } = packet;
  const other = direction === 'in' ? 'out' : 'in';
  const first = { in: isn.in, out: isn.out + life * LIFE_STEP };
  return {
    direction,
    seq: (first[direction] + 1 + from) >>> 0,
    ...(ack === undefined ? {} : { ack: (first[other] + 1 + ack) >>> 0 }),
    flags: `${syn ? 'S' : ''}${fin ? 'F' : ''}${rst ? 'R' : ''}`,
    payload: bytes,
  };
}
