import { encodeRawTuple, type Direction } from '../../log/mod.js';
import type { HeldSegments } from './held-segments.js';
import type { Segment } from './segment.js';

/** Between which ends a connection is. */
export type Ends = Pick<Segment, 'key' | 'hash' | 'family'>;

/** One direction of a connection. Sequence numbers are int32. */
export class Stream {
  /** Whether `next` means anything. */
  known = false;
  /** The first byte not recorded yet; behind the FIN once it was. */
  next = 0;
  /**
   * `next` is only what the other end has acknowledged: nothing of this direction was seen yet. Bytes before the first
   * seen were under way before the capture, and are no gap.
   */
  provisional = false;
  /** FIN recorded. */
  ended = false;
  /** Sequence number of the SYN, if it was seen. */
  isn: number | undefined;
  held: HeldSegments | undefined;
  #begun = 0;

  begin(next: number, provisional = false): void {
    this.known = true;
    this.provisional = provisional;
    this.next = next | 0;
    this.#begun = this.next;
    this.held?.clear();
    this.held = undefined;
  }

  /** Nothing was recorded yet, and more came before what was seen first. */
  beginEarlier(next: number): void {
    this.next = next | 0;
    this.#begun = this.next;
  }

  /** Whether nothing was recorded or given up since it began. */
  get isUntouched(): boolean {
    return this.next === this.#begun;
  }
}

/** A connection as the reassembler knows it. */
export class Connection {
  readonly number: number;
  readonly key: Int32Array;
  readonly hash: number;
  /** As log records hold it. */
  readonly tuple: Uint8Array;
  /** Next in the table's bucket. */
  nextInBucket: Connection | undefined;
  readonly in = new Stream();
  readonly out = new Stream();
  /** Who dialled; undefined when it was there before the tap. */
  readonly dialler: Direction | undefined;
  /** Dialled, and not answered yet. */
  opening: boolean;
  /** Whoever dialled has taken the answer. Until then the other end may forget it, and give another when the dial comes again. */
  settled: boolean;
  /** Numbers of such other answers. */
  otherAnswers: number[] | undefined;
  /** Both ends have closed, or one has reset it. Kept for a while so that late segments find it. */
  over = false;
  overUs = 0;
  lastUs: number;
  /** How far the instance's program has read, an int32; undefined while no read is known. */
  readTo: number | undefined;
  /** A SYN with another number than the connection's: it counts once the other end answers it. */
  dialledAnew: number | undefined;
  /** The client's first byte, as far as the tap knows: what it says is held until production's end has taken something (see Untaken). */
  untakenFrom: number | undefined;
  /** Since when something of it is held; 0 when nothing was. */
  withheldSinceUs = 0;
  /** A mark has told it as not answered. */
  toldUnanswered = false;
  /** The tap's count of losses when the connection began; when it has not grown, nothing of this can be missing. */
  readonly lossesAtStart: number;
  /** Its dial came soon behind a loss: what was lost may be an earlier copy of it, and all that came between. */
  mayBeCopy = false;
  /** Time of the oldest bytes from the client that nothing was sent after; 0 when there are none. */
  waitingSinceUs = 0;
  /** Time of the last bytes to the client, and whether more of the same were to follow. */
  answeredUs = 0;
  answering = false;
  /** Whether the other end is one of the instance's clients, and not a service that it uses. */
  readonly isClient: boolean;

  constructor(
    number: number,
    ends: Ends,
    dialler: Direction | undefined,
    timeUs: number,
    losses: number,
    isClient: boolean,
  ) {
    this.number = number;
    this.key = ends.key.slice();
    this.hash = ends.hash;
    this.tuple = tupleOf(ends);
    this.dialler = dialler;
    this.opening = dialler !== undefined;
    this.settled = dialler === undefined;
    this.lastUs = timeUs;
    this.lossesAtStart = losses;
    this.isClient = isClient;
  }

  get localPort(): number {
    return this.key[8]! & 0xffff;
  }

  /** Since when nothing has come to the client though it waits; 0 when it does not. */
  get waitsSinceUs(): number {
    return Math.max(this.waitingSinceUs, this.answering ? this.answeredUs : 0);
  }

  /** It was seen from its dial on, and neither end has said anything. */
  get isSilent(): boolean {
    const silent = ({ isn, next, held }: Stream): boolean =>
      isn !== undefined && next === ((isn + 1) | 0) && held === undefined;
    if (this.dialler === undefined) return false;
    const answerer = this.stream(opposite(this.dialler));
    return silent(this.stream(this.dialler)) && (this.opening || silent(answerer));
  }

  /** Its client has said something that is held, and production's end has taken nothing, as far as the tap knows (see Untaken). */
  get isUntaken(): boolean {
    return (
      this.dialler === 'in' && !this.opening && this.untakenFrom !== undefined && this.in.held !== undefined
    );
  }

  stream(direction: Direction): Stream {
    return direction === 'in' ? this.in : this.out;
  }

  /** Frees what is held for a turn that will not come. */
  release(): void {
    this.in.held?.clear();
    this.out.held?.clear();
    this.in.held = undefined;
    this.out.held = undefined;
  }
}

export function opposite(direction: Direction): Direction {
  return direction === 'in' ? 'out' : 'in';
}

function tupleOf({ key, family }: Ends): Uint8Array {
  const size = family === 4 ? 4 : 16;
  const address = (from: number): Uint8Array => {
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < size / 4; i += 1) view.setInt32(i * 4, key[from + i]!, false);
    return bytes;
  };
  return encodeRawTuple(address(4), address(0), key[8]! & 0xffff, key[8]! >>> 16);
}
