/**
 * The BPF program that tells of each read: how far the program of one network namespace has read on which connection, and
 * when. It runs at the tracepoint tcp_rcv_space_adjust, which the kernel passes whenever somebody has taken bytes out of a
 * connection's receive queue, and writes an event of EVENT_BYTES into a ring. Whoever reads waits for nobody: a full ring
 * drops and counts.
 *
 * The kernel wants to know the licence of such a program: this one (and nothing else here) is under the MIT licence or the
 * GPL version 2, as you like.
 */
import { Assembler, type Register, type Size } from './assembler.js';
import type { BtfTypes } from './btf.js';

export const READ_PROGRAM_LICENCE = 'Dual MIT/GPL';
export const READ_TRACEPOINT = 'tcp_rcv_space_adjust';

/** Bytes from the start of a struct sock (struct tcp_sock) to its fields. */
export interface ReadOffsets {
  readonly family: number;
  readonly localPort: number;
  readonly remotePort: number;
  readonly localAddress: number;
  readonly remoteAddress: number;
  /** Undefined in a kernel without IPv6. */
  readonly localAddress6: number | undefined;
  readonly remoteAddress6: number | undefined;
  readonly copied: number;
  /** The pointer to its network namespace, and the namespace's number in that. */
  readonly namespace: number;
  readonly namespaceNumber: number;
}

/** Where this kernel has them; undefined when it lacks one (another layout than any that is known). */
export function readOffsets(types: BtfTypes): ReadOffsets | undefined {
  const common = types.offset('sock', '__sk_common');
  const inCommon = (name: string) => {
    const offset = types.offset('sock_common', name);
    return common === undefined || offset === undefined ? undefined : common + offset;
  };
  const found = {
    family: inCommon('skc_family'),
    localPort: inCommon('skc_num'),
    remotePort: inCommon('skc_dport'),
    localAddress: inCommon('skc_rcv_saddr'),
    remoteAddress: inCommon('skc_daddr'),
    copied: types.offset('tcp_sock', 'copied_seq'),
    namespace: inCommon('skc_net'),
    namespaceNumber: types.offset('net', 'ns', 'inum'),
  };
  if (Object.values(found).some((offset) => offset === undefined)) return undefined;
  const offsets = {
    ...(found as Omit<ReadOffsets, 'localAddress6' | 'remoteAddress6'>),
    localAddress6: inCommon('skc_v6_rcv_saddr'),
    remoteAddress6: inCommon('skc_v6_daddr'),
  };
  return socketPart(offsets).bytes > MOST_COPIED_BYTES ? undefined : offsets;
}

const EVENT_BYTES = 64;
/** Where an event has what; IPv6 addresses only of that family. Time in nanoseconds of CLOCK_MONOTONIC; addresses and the remote port in network order. */
export const EventField = {
  timeNs: 0,
  copied: 8,
  family: 12,
  localPort: 14,
  remotePort: 16,
  localAddress: 20,
  remoteAddress: 24,
  localAddress6: 32,
  remoteAddress6: 48,
} as const;

const KTIME_GET_NS = 5;
const PROBE_READ_KERNEL = 113;
const RINGBUF_RESERVE = 131;
const RINGBUF_SUBMIT = 132;
const NO_WAKEUP = 1;

const CONTEXT = 1;
const SOCKET = 7;
const EVENT = 8;
const FRAME = 10;
const AF_INET6 = 10;
const WORD_BYTES = 8;
/** What is copied of a socket lies on the program's stack, which has 512 bytes. */
const MOST_COPIED_BYTES = 256;

export interface ReadProgramOptions {
  readonly offsets: ReadOffsets;
  /** Number of the network namespace: the inode of its file. */
  readonly namespace: number;
  /** Local ports that are told of; none: all. */
  readonly ports: readonly number[];
  /** Descriptors of the ring, and of an array whose only u64 counts what it had no room for. */
  readonly ring: number;
  readonly lost: number;
}

/** The program for one namespace. It runs within production's own reads: the fewer calls, the better. */
export function readProgram({ offsets, namespace, ports, ring, lost }: ReadProgramOptions): Uint8Array {
  const program = new Assembler();
  const { from, bytes } = socketPart(offsets);
  const copy = -bytes;
  const scratch = copy - WORD_BYTES;
  const read = (to: Register, at: number, size: number, offset: number) =>
    program.move(1, to).add(1, at).set(2, size).move(3, SOCKET).add(3, offset).call(PROBE_READ_KERNEL);
  const copied = (field: number) => copy + field - from;

  program.load('u64', SOCKET, CONTEXT, 0);
  read(FRAME, copy, bytes, from);
  if (ports.length > 0) {
    program.load('u16', 1, FRAME, copied(offsets.localPort));
    for (const port of ports) program.jumpIfEqual(1, port, 'wanted');
    program.jump('end');
  }
  program.label('wanted').load('u64', 3, FRAME, copied(offsets.namespace)).add(3, offsets.namespaceNumber);
  program.move(1, FRAME).add(1, scratch).set(2, 4).call(PROBE_READ_KERNEL);
  program.load('u32', 1, FRAME, scratch).jumpIfOther(1, namespace, 'end');

  program.map(1, ring).set(2, EVENT_BYTES).set(3, 0).call(RINGBUF_RESERVE);
  program.jumpIfNull(0, 'full').move(EVENT, 0);
  read(EVENT, EventField.copied, 4, offsets.copied);
  const take = (size: Size, to: number, field: number) =>
    program.load(size, 1, FRAME, copied(field)).store(size, EVENT, to, 1);
  take('u16', EventField.localPort, offsets.localPort);
  take('u16', EventField.remotePort, offsets.remotePort);
  take('u32', EventField.localAddress, offsets.localAddress);
  take('u32', EventField.remoteAddress, offsets.remoteAddress);
  take('u16', EventField.family, offsets.family);
  if (offsets.localAddress6 !== undefined && offsets.remoteAddress6 !== undefined) {
    program.jumpIfOther(1, AF_INET6, 'told');
    read(EVENT, EventField.localAddress6, 16, offsets.localAddress6);
    read(EVENT, EventField.remoteAddress6, 16, offsets.remoteAddress6);
  }
  program.label('told').call(KTIME_GET_NS).store('u64', EVENT, EventField.timeNs, 0);
  program.move(1, EVENT).set(2, NO_WAKEUP).call(RINGBUF_SUBMIT).jump('end');
  program.label('full').mapValue(1, lost).set(2, 1).addTo(1, 0, 2);
  return program.label('end').set(0, 0).exit().assemble();
}

/** The words of a socket that hold all the small fields: they are copied in one go. */
function socketPart(offsets: ReadOffsets): { readonly from: number; readonly bytes: number } {
  const { family, localPort, remotePort, localAddress, remoteAddress, namespace } = offsets;
  const first = Math.min(family, localPort, remotePort, localAddress, remoteAddress, namespace);
  const last = Math.max(family, localPort, remotePort, localAddress, remoteAddress, namespace);
  const from = first - (first % WORD_BYTES);
  const end = last + WORD_BYTES;
  return { from, bytes: end + ((WORD_BYTES - ((end - from) % WORD_BYTES)) % WORD_BYTES) - from };
}
