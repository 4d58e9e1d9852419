import { constants } from 'node:os';
import koffi from 'koffi';
import { checked, lastErrno, libcFunction, SyscallError } from './libc.js';
import { closeDescriptor } from './socket.js';

/**
 * Samples of a kernel tracepoint on one processor, through perf_event_open(2) and a ring in shared memory. Whoever hits
 * the tracepoint writes a sample and goes on; it never waits for the reader: a full ring drops and counts.
 */
const SYSCALL_NUMBERS: Readonly<Record<string, number>> = { x64: 298, arm64: 241 };
const ATTRIBUTE_BYTES = 112;
const PERF_TYPE_TRACEPOINT = 2;
const SAMPLE_TID = 1 << 1;
const SAMPLE_TIME = 1 << 2;
const SAMPLE_RAW = 1 << 10;
const FLAG_DISABLED = 1n << 0n;
const FLAG_WATERMARK = 1n << 14n;
const FLAG_USE_CLOCKID = 1n << 25n;
const FD_CLOEXEC = 8;
const IOC_ENABLE = 0x2400;
const IOC_SET_FILTER = 0x4008_2406;
const RECORD_LOST = 2;
const RECORD_SAMPLE = 9;
const PAGE_BYTES = 4096;
// struct perf_event_mmap_page.
const HEAD = 1024;
const TAIL = 1032;
const PROT_READ_WRITE = 3;
const MAP_SHARED = 1;
/** CLOCK_MONOTONIC, the clock of all times in a log. */
const CLOCK_MONOTONIC = 1;

const syscall = libcFunction<[number, Uint8Array, number, number, number, number]>(
  'long syscall(long number, void *attribute, int pid, int cpu, int group, unsigned long flags)',
);
const ioctlString = libcFunction<[number, number, string]>(
  'int ioctl(int fd, unsigned long request, const char *text)',
);
const libcMmap = libcFunction<[null, number, number, number, number, number], bigint>(
  'void *mmap(void *address, size_t length, int protection, int flags, int fd, long offset)',
);
const libcMunmap = libcFunction<[bigint, number]>('int munmap(void *address, size_t length)');

export interface PerfRingOptions {
  /** The tracepoint's number, from its `id` file in tracefs. */
  readonly tracepoint: number;
  readonly cpu: number;
  /** In the language of tracefs' `filter` files; undefined: every hit. */
  readonly filter: string | undefined;
  /** Pages of the ring, a power of two. */
  readonly pages: number;
}

/**
 * Called for each sample: its time (CLOCK_MONOTONIC, µs), the process whose thread it was, and where its fields begin in
 * `view`, which is reused.
 */
export type SampleReader = (timeUs: number, pid: number, view: DataView, fields: number) => void;

export class PerfRing {
  readonly #fd: number;
  readonly #address: bigint;
  readonly #length: number;
  readonly #data: Uint8Array;
  readonly #head: BigInt64Array;
  readonly #tail: BigInt64Array;
  /** One record in one piece, also when it wraps around the end of the ring. */
  readonly #scratch = new Uint8Array(64 * 1024);
  readonly #view = new DataView(this.#scratch.buffer);
  #lost = 0;
  #closed = false;

  /** @throws SyscallError: EACCES or EPERM without the right, ENOENT without such a tracepoint. */
  constructor(options: PerfRingOptions) {
    const number = SYSCALL_NUMBERS[process.arch];
    if (number === undefined) throw new SyscallError('perf_event_open', constants.errno.ENOSYS);
    this.#fd = checked(
      'perf_event_open',
      syscall(number, attribute(options), -1, options.cpu, -1, FD_CLOEXEC),
    );
    this.#length = (1 + options.pages) * PAGE_BYTES;
    try {
      if (options.filter !== undefined)
        checked('ioctl', ioctlString(this.#fd, IOC_SET_FILTER, options.filter), 'filter');
      this.#address = libcMmap(null, this.#length, PROT_READ_WRITE, MAP_SHARED, this.#fd, 0);
      if (BigInt.asIntN(64, this.#address) === -1n) throw new SyscallError('mmap', lastErrno());
      const memory = koffi.view(this.#address, this.#length);
      this.#head = new BigInt64Array(memory, HEAD, 1);
      this.#tail = new BigInt64Array(memory, TAIL, 1);
      this.#data = new Uint8Array(memory, PAGE_BYTES);
      checked('ioctl', ioctlString(this.#fd, IOC_ENABLE, ''), 'enable');
    } catch (error) {
      closeDescriptor(this.#fd);
      throw error;
    }
  }

  /** Samples that the ring had no room for. */
  get lost(): number {
    return this.#lost;
  }

  /** Reads all samples there are. */
  read(reader: SampleReader): void {
    if (this.#closed) return;
    // Ordered loads and stores: the kernel writes the head after the data, and takes room back after the tail.
    const head = Atomics.load(this.#head, 0);
    let tail = this.#tail[0]!;
    while (tail < head) {
      const start = Number(tail & BigInt(this.#data.length - 1));
      this.#copy(start, 8);
      const size = this.#view.getUint16(6, true);
      this.#copy(start, size);
      const type = this.#view.getUint32(0, true);
      if (type === RECORD_SAMPLE) {
        // header, u32 pid, u32 tid, u64 time, u32 size of the fields, fields
        const timeUs = Number(this.#view.getBigUint64(16, true) / 1000n);
        reader(timeUs, this.#view.getUint32(8, true), this.#view, 28);
      } else if (type === RECORD_LOST) this.#lost += Number(this.#view.getBigUint64(16, true));
      tail += BigInt(size);
    }
    Atomics.store(this.#tail, 0, tail);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    libcMunmap(this.#address, this.#length);
    closeDescriptor(this.#fd);
  }

  #copy(start: number, size: number): void {
    const first = Math.min(size, this.#data.length - start);
    this.#scratch.set(this.#data.subarray(start, start + first));
    if (first < size) this.#scratch.set(this.#data.subarray(0, size - first), first);
  }
}

function attribute(options: PerfRingOptions): Uint8Array {
  const bytes = new Uint8Array(ATTRIBUTE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, PERF_TYPE_TRACEPOINT, true);
  view.setUint32(4, ATTRIBUTE_BYTES, true);
  view.setBigUint64(8, BigInt(options.tracepoint), true);
  view.setBigUint64(16, 1n, true); // every hit
  view.setBigUint64(24, BigInt(SAMPLE_TID | SAMPLE_TIME | SAMPLE_RAW), true);
  view.setBigUint64(40, FLAG_DISABLED | FLAG_WATERMARK | FLAG_USE_CLOCKID, true);
  // Nobody is woken: the tap looks whenever it looks at its packets.
  view.setUint32(48, options.pages * PAGE_BYTES, true);
  view.setInt32(92, CLOCK_MONOTONIC, true);
  return bytes;
}
