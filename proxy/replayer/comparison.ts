import { Queue } from './queue.js';

/** How a replica's output can differ; see Divergence in proxy.proto. */
export type DifferenceKind = 'bytes' | 'extra' | 'missing' | 'closed' | 'refused';

export interface Difference {
  readonly kind: DifferenceKind;
  /** Byte of the output, from 0. */
  readonly offset: number;
  /** Up to SAMPLE_BYTES each, from `offset` on. */
  readonly expected: Uint8Array;
  readonly actual: Uint8Array;
}

/** What all comparisons of one replica hold together. */
export interface HeldTotal {
  bytes: number;
}

/** How much of a difference is shown. */
const SAMPLE_BYTES = 32;
const NOTHING = new Uint8Array(0);

/**
 * Compares what the replica says on one connection with what production said, as either comes, up to the first
 * difference. What one side has said and the other has not yet is held.
 */
export class Comparison {
  readonly #total: HeldTotal;
  /** Bytes production is known to have said. */
  said = 0;
  /** Bytes the replica has said. */
  produced = 0;
  /** The first byte that differs. Set once, final. */
  difference: Difference | undefined;
  /** The difference has been taken note of. */
  concluded = false;
  #ahead: 'production' | 'replica' = 'production';
  readonly #held = new Queue<Uint8Array>();
  #heldBytes = 0;
  /** Production's output before this byte is not known. */
  #unknown = 0;
  /** Production's output is not known from byte `said` on. */
  #blind = false;

  constructor(total: HeldTotal = { bytes: 0 }) {
    this.#total = total;
  }

  /** Production's output is not known any more. */
  get blind(): boolean {
    return this.#blind;
  }
  /** Bytes held because the other side has not said them yet. */
  get heldBytes(): number {
    return this.#heldBytes;
  }
  /** Bytes the replica has said and production, as far as is known, has not. */
  get early(): number {
    return this.#ahead === 'replica' ? this.#heldBytes : 0;
  }
  /** Bytes production has said and the replica has not yet. */
  get outstanding(): number {
    return Math.max(0, this.said - this.produced);
  }

  /** Production said this. The bytes are kept, not copied: they must not change. */
  expect(bytes: Uint8Array): void {
    if (this.#blind) return;
    this.said += bytes.length;
    if (this.difference === undefined) this.#meet('production', bytes, false);
  }

  /** Production said `bytes` here that are not known: whatever the replica says there is equal. Before any `expect`. */
  skip(bytes: number): void {
    this.said += bytes;
    this.#unknown = this.said;
    let left = this.early > 0 ? bytes : 0;
    for (let held = this.#held.peek(); held !== undefined && left > 0; held = this.#held.peek()) {
      const length = Math.min(held.length, left);
      if (length === held.length) this.#held.shift();
      else this.#held.replaceHead(held.subarray(length));
      this.#hold(-length);
      left -= length;
    }
  }

  /** From here on production's output is not known. */
  expectNothingMore(): void {
    this.#blind = true;
    if (this.#ahead === 'replica') this.#drop();
  }

  /** The replica said this. The buffer may be used again afterwards. */
  actual(bytes: Uint8Array): void {
    const at = this.produced;
    this.produced += bytes.length;
    if (this.difference !== undefined) return;
    const known = at >= this.#unknown ? bytes : bytes.subarray(Math.min(bytes.length, this.#unknown - at));
    if (known.length > 0) this.#meet('replica', known, true);
  }

  /** The difference that it is when nothing follows where something is held, or the other way round. */
  shortfall(kind: 'extra' | 'missing' | 'closed'): Difference {
    const offset = kind === 'extra' ? this.said : this.produced;
    const sample = this.#sample();
    const byProduction = this.#ahead === 'production';
    return {
      kind,
      offset,
      expected: byProduction ? sample : NOTHING,
      actual: byProduction ? NOTHING : sample,
    };
  }

  /** The connection is over: nothing is held for it any more. */
  release(): void {
    this.#drop();
  }

  /** Ends the comparison with a difference that is not of bytes. */
  conclude(difference: Difference): void {
    this.difference = difference;
    this.#drop();
  }

  #meet(side: 'production' | 'replica', bytes: Uint8Array, copy: boolean): void {
    let rest = bytes;
    while (rest.length > 0 && this.#heldBytes > 0 && this.#ahead !== side) {
      const held = this.#held.peek()!;
      const length = Math.min(held.length, rest.length);
      if (!equalStart(held, rest, length)) {
        this.#differ(side, held, rest, length);
        return;
      }
      if (length === held.length) this.#held.shift();
      else this.#held.replaceHead(held.subarray(length));
      this.#hold(-length);
      rest = rest.subarray(length);
    }
    if (rest.length === 0 || (side === 'replica' && this.#blind)) return;
    this.#ahead = side;
    this.#held.push(copy ? Uint8Array.from(rest) : rest);
    this.#hold(rest.length);
  }

  #differ(side: 'production' | 'replica', held: Uint8Array, rest: Uint8Array, length: number): void {
    let at = 0;
    while (at < length && held[at] === rest[at]) at += 1;
    const offset = (side === 'replica' ? this.produced : this.said) - rest.length + at;
    this.#held.replaceHead(held.subarray(at));
    const before = this.#sample();
    const now = Uint8Array.from(rest.subarray(at, at + SAMPLE_BYTES));
    this.conclude({
      kind: 'bytes',
      offset,
      expected: side === 'replica' ? before : now,
      actual: side === 'replica' ? now : before,
    });
  }

  #sample(): Uint8Array {
    const bytes: number[] = [];
    for (let index = 0; bytes.length < SAMPLE_BYTES; index += 1) {
      const chunk = this.#held.at(index);
      if (chunk === undefined) break;
      bytes.push(...chunk.subarray(0, SAMPLE_BYTES - bytes.length));
    }
    return Uint8Array.from(bytes);
  }

  #drop(): void {
    this.#held.clear();
    this.#hold(-this.#heldBytes);
  }

  #hold(bytes: number): void {
    this.#heldBytes += bytes;
    this.#total.bytes += bytes;
  }
}

function equalStart(a: Uint8Array, b: Uint8Array, length: number): boolean {
  if (length < 64) {
    for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return false;
    return true;
  }
  return Buffer.compare(a.subarray(0, length), b.subarray(0, length)) === 0;
}
