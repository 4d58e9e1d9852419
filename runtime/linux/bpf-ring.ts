import { BPF_MAPPABLE, BpfMap, createBpfMap } from './bpf.js';
import { mapShared, type MappedMemory } from './mapped-memory.js';
import { closeDescriptor } from './socket.js';

/**
 * A ring that BPF programs write events into (Documentation/bpf/ringbuf.rst), of all processors, and a count of those it
 * had no room for. Whoever writes never waits for the reader.
 */
const PAGE_BYTES = 4096;
const HEADER_BYTES = 8;
const BUSY = 0x8000_0000;
const DISCARDED = 0x4000_0000;
const COUNTER_BYTES = 8;

/** Called for each event: where it begins in `view`, which is the ring itself and changes after the call. */
export type EventReader = (view: DataView, at: number) => void;

export class BpfRing {
  /** For the program that writes. */
  readonly descriptor: number;
  readonly lostDescriptor: number;
  readonly #bytes: number;
  readonly #memory: MappedMemory[] = [];
  readonly #consumed: BigInt64Array;
  readonly #produced: BigInt64Array;
  readonly #words: Int32Array;
  readonly #view: DataView;
  readonly #lost: BigInt64Array;
  #closed = false;
  #finalLost = 0;

  /** `bytes`: a power of two, whole pages. @throws SyscallError: EPERM without the right. */
  constructor(bytes: number) {
    this.#bytes = bytes;
    this.descriptor = createBpfMap({ type: BpfMap.ring, keyBytes: 0, valueBytes: 0, entries: bytes });
    try {
      this.lostDescriptor = createBpfMap({
        type: BpfMap.array,
        keyBytes: 4,
        valueBytes: COUNTER_BYTES,
        entries: 1,
        flags: BPF_MAPPABLE,
      });
    } catch (error) {
      closeDescriptor(this.descriptor);
      throw error;
    }
    try {
      this.#consumed = new BigInt64Array(this.#map(this.descriptor, PAGE_BYTES, 0, true), 0, 1);
      // The kernel maps the data twice, one behind the other: an event is always in one piece.
      const data = this.#map(this.descriptor, PAGE_BYTES + 2 * bytes, PAGE_BYTES, false);
      this.#produced = new BigInt64Array(data, 0, 1);
      this.#words = new Int32Array(data, PAGE_BYTES);
      this.#view = new DataView(data, PAGE_BYTES);
      this.#lost = new BigInt64Array(this.#map(this.lostDescriptor, PAGE_BYTES, 0, false), 0, 1);
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  /** Events that the ring had no room for. */
  get lost(): number {
    return this.#closed ? this.#finalLost : Number(Atomics.load(this.#lost, 0));
  }

  /** Reads all events there are. */
  read(reader: EventReader): void {
    if (this.#closed) return;
    // Ordered loads and stores: an event is written before it is no longer busy, and room is given back after it was read.
    // Positions only grow, and reach 2^53 never; as numbers they are not allocated for each event.
    const produced = Number(Atomics.load(this.#produced, 0));
    let consumed = Number(this.#consumed[0]!);
    while (consumed < produced) {
      const at = consumed % this.#bytes;
      const header = Atomics.load(this.#words, at >> 2) >>> 0;
      if (header >= BUSY) break;
      if ((header & DISCARDED) === 0) reader(this.#view, at + HEADER_BYTES);
      const length = header & ~DISCARDED;
      consumed += (length + HEADER_BYTES + 7) & ~7;
    }
    Atomics.store(this.#consumed, 0, BigInt(consumed));
  }

  close(): void {
    if (this.#closed) return;
    this.#finalLost = this.lost;
    this.#closed = true;
    this.#release();
  }

  #map(fd: number, length: number, offset: number, writable: boolean): ArrayBuffer {
    const memory = mapShared(fd, length, offset, writable);
    this.#memory.push(memory);
    return memory.bytes;
  }

  #release(): void {
    for (const memory of this.#memory) memory.unmap();
    closeDescriptor(this.descriptor);
    closeDescriptor(this.lostDescriptor);
  }
}
