import { seqDistance } from './segment.js';

/** A segment that came before its turn. */
export interface HeldSegment {
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** The stream ends behind these bytes. */
  readonly fin: boolean;
}

/** Memory that all directions of all connections share for what came before its turn. */
export class HoldBudget {
  readonly #limitBytes: number;
  readonly perDirectionBytes: number;
  #bytes = 0;

  constructor(limitBytes: number, perDirectionBytes: number) {
    this.#limitBytes = limitBytes;
    this.perDirectionBytes = perDirectionBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  take(bytes: number): boolean {
    if (this.#bytes + bytes > this.#limitBytes) return false;
    this.#bytes += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#bytes -= bytes;
  }
}

/** What each held segment costs besides its bytes, roughly, so that empty ones are bounded too. */
const OVERHEAD_BYTES = 128;

/**
 * The segments of one direction beyond the next expected byte, sorted by sequence number. They may overlap; what their
 * bytes then are is decided as Linux does for its own queue (tcp_data_queue_ofo), which is what the program gets.
 */
export class HeldSegments {
  readonly #budget: HoldBudget;
  readonly #segments: HeldSegment[] = [];
  #bytes = 0;

  constructor(budget: HoldBudget) {
    this.#budget = budget;
  }

  get first(): HeldSegment | undefined {
    return this.#segments[0];
  }

  /** The highest number behind any of them, or behind the FIN. */
  get end(): number | undefined {
    let end: number | undefined;
    for (const { seq, bytes, fin } of this.#segments) {
      const behind = (seq + bytes.length + (fin ? 1 : 0)) | 0;
      if (end === undefined || seqDistance(behind, end) > 0) end = behind;
    }
    return end;
  }

  /** Keeps a copy of [start, end) of `source`. False when there is no room for it. */
  hold(seq: number, source: Uint8Array, start: number, end: number, fin: boolean): boolean {
    let index = this.#segments.length;
    while (index > 0 && seqDistance(this.#segments[index - 1]!.seq, seq) > 0) index -= 1;
    const before = this.#segments[index - 1];
    const length = end - start;
    if (before !== undefined && (!fin || before.fin)) {
      // A retransmission of what is held already.
      if (seqDistance((before.seq + before.bytes.length) | 0, (seq + length) | 0) >= 0) return true;
    }
    const cost = length + OVERHEAD_BYTES;
    if (this.#bytes + cost > this.#budget.perDirectionBytes || !this.#budget.take(cost)) return false;
    this.#bytes += cost;
    const made = { seq, bytes: source.slice(start, end), fin };
    // Where two say different things, the one that begins first counts; of two that begin together, the longer.
    const instead = before?.seq === seq && length > before.bytes.length;
    if (instead) this.#free(before);
    this.#segments.splice(instead ? index - 1 : index, instead ? 1 : 0, made);
    return true;
  }

  /** Takes the first out. */
  shift(): void {
    const segment = this.#segments.shift();
    if (segment !== undefined) this.#free(segment);
  }

  #free(segment: HeldSegment): void {
    const cost = segment.bytes.length + OVERHEAD_BYTES;
    this.#bytes -= cost;
    this.#budget.give(cost);
  }

  clear(): void {
    while (this.#segments.length > 0) this.shift();
  }
}
