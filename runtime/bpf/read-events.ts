import { readFileSync, statSync } from 'node:fs';
import { attachToTracepoint, BpfRing, closeDescriptor, loadBpfProgram, SyscallError } from '../linux/mod.js';
import { BtfFormatError, BtfTypes } from './btf.js';
import {
  READ_PROGRAM_LICENCE,
  READ_TRACEPOINT,
  readOffsets,
  readProgram,
  type ReadOffsets,
} from './read-program.js';

const LEAST_RING_BYTES = 4096;
const KERNEL_TYPES = '/sys/kernel/btf/vmlinux';

/** The kernel does not say how its structures are laid out, or has others than are known here. */
export class KernelTypesUnknownError extends Error {
  override readonly name = 'KernelTypesUnknownError';
}

let found: ReadOffsets | undefined;

/** Where the running kernel keeps what is told of a read. @throws KernelTypesUnknownError; BtfFormatError */
function kernelReadOffsets(): ReadOffsets {
  if (found !== undefined) return found;
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(KERNEL_TYPES);
  } catch (error) {
    throw new KernelTypesUnknownError(`${KERNEL_TYPES} cannot be read (CONFIG_DEBUG_INFO_BTF)`, {
      cause: error,
    });
  }
  found = readOffsets(new BtfTypes(bytes));
  if (found === undefined)
    throw new KernelTypesUnknownError('this kernel lays its sockets out in a way that is not known');
  return found;
}

/** Why reads cannot be watched here: the kernel does not tell how it is built, or does not allow it. */
export interface ReadEventsObstacle {
  readonly kind: 'unknown' | 'refused';
  readonly said: string;
}

/** Tries; undefined: they can. */
export function readEventsObstacle(): ReadEventsObstacle | undefined {
  try {
    const namespace = statSync('/proc/self/ns/net').ino;
    new ReadEvents({ namespace, ports: [], bytes: LEAST_RING_BYTES }).close();
    return undefined;
  } catch (error) {
    if (error instanceof SyscallError) return { kind: 'refused', said: error.message };
    if (error instanceof KernelTypesUnknownError || error instanceof BtfFormatError)
      return { kind: 'unknown', said: error.message };
    throw error;
  }
}

export interface ReadEventsOptions {
  /** Number of the network namespace: the inode of /proc/PID/ns/net. */
  readonly namespace: number;
  /** Local ports that are told of; none: all. */
  readonly ports: readonly number[];
  /** Memory for events not taken yet, a power of two. */
  readonly bytes: number;
}

/** Reads of the programs of one network namespace, from their kernel; events are laid out as EventField says. */
export class ReadEvents {
  readonly #ring: BpfRing;
  readonly #program: number;
  readonly #attachment: number;
  #closed = false;

  /** @throws SyscallError: EPERM without the right; KernelTypesUnknownError; BtfFormatError */
  constructor({ namespace, ports, bytes }: ReadEventsOptions) {
    const offsets = kernelReadOffsets();
    const ring = new BpfRing(bytes);
    this.#ring = ring;
    try {
      const { descriptor, lostDescriptor } = ring;
      const program = readProgram({ offsets, namespace, ports, ring: descriptor, lost: lostDescriptor });
      this.#program = loadBpfProgram(program, READ_PROGRAM_LICENCE);
    } catch (error) {
      ring.close();
      throw error;
    }
    try {
      this.#attachment = attachToTracepoint(READ_TRACEPOINT, this.#program);
    } catch (error) {
      closeDescriptor(this.#program);
      ring.close();
      throw error;
    }
  }

  /** Events that there was no room for. */
  get lost(): number {
    return this.#ring.lost;
  }

  /** Hands over the events since the last call; `view` is valid during a call only. */
  poll(reader: (view: DataView, at: number) => void): void {
    this.#ring.read(reader);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeDescriptor(this.#attachment);
    closeDescriptor(this.#program);
    this.#ring.close();
  }
}
