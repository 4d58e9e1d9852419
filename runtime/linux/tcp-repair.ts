/**
 * TCP_REPAIR (tcp(7), include/uapi/linux/tcp.h): a socket whose sequence numbers, queues and options are set by hand,
 * and which sends nothing while it is in repair. Needs CAP_NET_ADMIN in the user namespace of its network namespace.
 */
import { getIntOption, getOption, setIntOption, setOption, SOL_TCP } from './socket-option.js';

const TCP_REPAIR = 19;
const TCP_REPAIR_QUEUE = 20;
const TCP_QUEUE_SEQ = 21;
const TCP_REPAIR_OPTIONS = 22;
const TCP_TIMESTAMP = 24;
const TCP_REPAIR_WINDOW = 29;
const OPTION_MSS = 2;
const OPTION_WINDOW_SCALE = 3;
const OPTION_SACK_PERMITTED = 4;
const OPTION_TIMESTAMP = 8;

const MODES = { on: 1, off: 0, 'off-no-probe': -1 } as const;
const QUEUES = { none: 0, receive: 1, send: 2 } as const;

/** `off` probes the window at once; `off-no-probe` stays silent, as a twin must until its peer is back. */
export type RepairMode = keyof typeof MODES;
export type RepairQueue = keyof typeof QUEUES;

/** What both ends agreed on in the handshake. */
export interface RepairOptions {
  /** Longest segment to send, bytes. */
  readonly mss?: number;
  /** Shifts of the window field; both or none. `send` is the other end's shift, `receive` our own. */
  readonly windowScale?: { readonly send: number; readonly receive: number };
  readonly sackPermitted: boolean;
  readonly timestamps: boolean;
}

/** struct tcp_repair_window; all sequence numbers and sizes in bytes, modulo 2^32. */
export interface RepairWindow {
  /** Sequence number of the segment that last moved the send window. */
  readonly sendWl1: number;
  readonly sendWindow: number;
  readonly maxWindow: number;
  readonly receiveWindow: number;
  /** Next sequence number when the receive window was last told. */
  readonly receiveWup: number;
}

export function setRepair(fd: number, mode: RepairMode): void {
  setIntOption(fd, SOL_TCP, TCP_REPAIR, MODES[mode]);
}

/** Whether the socket is in repair. */
export function isInRepair(fd: number): boolean {
  return getIntOption(fd, SOL_TCP, TCP_REPAIR) === 1;
}

/** Chooses the queue that setQueueSeq, getQueueSeq, sendNow and receiveNow work on while in repair. */
export function setRepairQueue(fd: number, queue: RepairQueue): void {
  setIntOption(fd, SOL_TCP, TCP_REPAIR_QUEUE, QUEUES[queue]);
}

/** Before connecting: the next sequence number of the chosen queue. */
export function setQueueSeq(fd: number, seq: number): void {
  setIntOption(fd, SOL_TCP, TCP_QUEUE_SEQ, seq | 0);
}

/** Next byte to be written (queue `send`) or received (queue `receive`), modulo 2^32. */
export function getQueueSeq(fd: number): number {
  return getIntOption(fd, SOL_TCP, TCP_QUEUE_SEQ) >>> 0;
}

/** After connecting: what the handshake would have agreed on. */
export function setRepairOptions(fd: number, options: RepairOptions): void {
  const words: number[] = [];
  if (options.mss !== undefined) words.push(OPTION_MSS, options.mss);
  if (options.windowScale !== undefined) {
    words.push(OPTION_WINDOW_SCALE, options.windowScale.send | (options.windowScale.receive << 16));
  }
  if (options.sackPermitted) words.push(OPTION_SACK_PERMITTED, 0);
  if (options.timestamps) words.push(OPTION_TIMESTAMP, 0);
  if (words.length === 0) return;
  setOption(fd, SOL_TCP, TCP_REPAIR_OPTIONS, new Uint8Array(Uint32Array.from(words).buffer));
}

export function getRepairWindow(fd: number): RepairWindow {
  const bytes = getOption(fd, SOL_TCP, TCP_REPAIR_WINDOW, 20);
  const [sendWl1, sendWindow, maxWindow, receiveWindow, receiveWup] = new Uint32Array(bytes.buffer, 0, 5);
  return {
    sendWl1: sendWl1!,
    sendWindow: sendWindow!,
    maxWindow: maxWindow!,
    receiveWindow: receiveWindow!,
    receiveWup: receiveWup!,
  };
}

/** After connecting; EINVAL when the figures contradict the socket's sequence numbers. */
export function setRepairWindow(fd: number, window: RepairWindow): void {
  const words = Uint32Array.of(
    window.sendWl1,
    window.sendWindow,
    window.maxWindow,
    window.receiveWindow,
    window.receiveWup,
  );
  setOption(fd, SOL_TCP, TCP_REPAIR_WINDOW, new Uint8Array(words.buffer));
}

/** The clock this socket's timestamps option counts on, as it would be sent now (TCP_TIMESTAMP). */
export function getTimestamp(fd: number): number {
  return getIntOption(fd, SOL_TCP, TCP_TIMESTAMP) >>> 0;
}

/** In repair: makes the next timestamp sent be `value`. */
export function setTimestamp(fd: number, value: number): void {
  setIntOption(fd, SOL_TCP, TCP_TIMESTAMP, value | 0);
}
