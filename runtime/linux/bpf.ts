import { constants } from 'node:os';
import { checked, libcFunction, SyscallError } from './libc.js';
import { mapPrivate } from './mapped-memory.js';

/** bpf(2): maps, and programs that run in the kernel when it passes a tracepoint. */
const SYSCALL_NUMBERS: Readonly<Record<string, number>> = { x64: 321, arm64: 280 };
const MAP_CREATE = 0;
const PROG_LOAD = 5;
const RAW_TRACEPOINT_OPEN = 17;
const RAW_TRACEPOINT = 17;
const ATTRIBUTE_BYTES = 128;
/** Memory for a program, its licence, and what the kernel's verifier says of it. */
const LOAD_BYTES = 256 * 1024;
const LICENCE_AT = 128 * 1024;
const VERDICT_AT = LICENCE_AT + 4096;
const VERDICT_LEVEL = 1;

export const BpfMap = { array: 2, ring: 27 } as const;
export const BPF_MAPPABLE = 1 << 10;

const syscall = libcFunction<[number, number, Uint8Array, number]>(
  'long syscall(long number, int command, void *attribute, uint size)',
);

export interface BpfMapOptions {
  readonly type: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  /** Entries; of a ring its bytes, a power of two. */
  readonly entries: number;
  readonly flags?: number;
}

/** A map's descriptor. @throws SyscallError: EPERM without the right. */
export function createBpfMap(options: BpfMapOptions): number {
  const { type, keyBytes, valueBytes, entries, flags = 0 } = options;
  return bpf('map', MAP_CREATE, (attribute) => {
    [type, keyBytes, valueBytes, entries, flags].forEach((word, i) => attribute.setUint32(i * 4, word, true));
  });
}

/** The descriptor of a program for raw tracepoints. @throws SyscallError with the end of what the verifier said. */
export function loadBpfProgram(instructions: Uint8Array, licence: string): number {
  if (instructions.length > LICENCE_AT) throw new RangeError('the program is too long');
  const memory = mapPrivate(LOAD_BYTES);
  try {
    const bytes = new Uint8Array(memory.bytes);
    bytes.set(instructions);
    bytes.set(Buffer.from(`${licence}\0`, 'latin1'), LICENCE_AT);
    const load = (verdictBytes: number) =>
      bpf('program', PROG_LOAD, (attribute) => {
        attribute.setUint32(0, RAW_TRACEPOINT, true);
        attribute.setUint32(4, instructions.length / 8, true);
        attribute.setBigUint64(8, memory.address, true);
        attribute.setBigUint64(16, memory.address + BigInt(LICENCE_AT), true);
        if (verdictBytes === 0) return;
        attribute.setUint32(24, VERDICT_LEVEL, true);
        attribute.setUint32(28, verdictBytes, true);
        attribute.setBigUint64(32, memory.address + BigInt(VERDICT_AT), true);
      });
    try {
      return load(0);
    } catch (error) {
      if (!(error instanceof SyscallError) || error.code !== 'EACCES') throw error;
      // Once more, to hear why.
      try {
        return load(LOAD_BYTES - VERDICT_AT);
      } catch {
        const verdict = Buffer.from(bytes.slice(VERDICT_AT, bytes.indexOf(0, VERDICT_AT))).toString('latin1');
        throw new SyscallError(
          'bpf',
          error.errno,
          `program, ${verdict.trim().split('\n').slice(-3).join('; ')}`,
        );
      }
    }
  } finally {
    memory.unmap();
  }
}

/** Has the program run at the tracepoint until the answered descriptor is closed. @throws SyscallError: ENOENT without it. */
export function attachToTracepoint(name: string, program: number): number {
  const memory = mapPrivate(4096);
  try {
    new Uint8Array(memory.bytes).set(Buffer.from(`${name}\0`, 'latin1'));
    return bpf('tracepoint', RAW_TRACEPOINT_OPEN, (attribute) => {
      attribute.setBigUint64(0, memory.address, true);
      attribute.setUint32(8, program, true);
    });
  } finally {
    memory.unmap();
  }
}

function bpf(what: string, command: number, fill: (attribute: DataView) => void): number {
  const number = SYSCALL_NUMBERS[process.arch];
  if (number === undefined) throw new SyscallError('bpf', constants.errno.ENOSYS);
  const attribute = new Uint8Array(ATTRIBUTE_BYTES);
  fill(new DataView(attribute.buffer));
  return checked('bpf', syscall(number, command, attribute, ATTRIBUTE_BYTES), what);
}
