import { closeDescriptor, rawSocket, receiveNow, sendNow } from './socket.js';
import { SyscallError } from './libc.js';

const AF_NETLINK = 16;
const SOCK_RAW = 3;
export const NETLINK_NETFILTER = 12;

const HEADER_BYTES = 16;
const NLMSG_ERROR = 2;
const RECEIVE_BYTES = 64 * 1024;

/**
 * A netlink socket in the network namespace this thread is in. The kernel does what a message asks before the send
 * returns, so a call takes some microseconds and never waits.
 */
export class NetlinkSocket {
  readonly #fd: number;
  readonly #buffer = new Uint8Array(RECEIVE_BYTES);

  constructor(protocol: number) {
    this.#fd = rawSocket(AF_NETLINK, SOCK_RAW, protocol);
  }

  /** Sends messages that each ask for an acknowledgement (NLM_F_ACK). @throws SyscallError for the first refused one. */
  ask(messages: Uint8Array): void {
    sendNow(this.#fd, messages);
    for (;;) {
      const length = receiveNow(this.#fd, this.#buffer);
      if (length === undefined) return;
      const errno = firstError(this.#buffer.subarray(0, length));
      if (errno !== 0) throw new SyscallError('netlink', errno);
    }
  }

  close(): void {
    closeDescriptor(this.#fd);
  }
}

/** The errno of the first acknowledgement that is a refusal, else 0. */
export function firstError(answer: Uint8Array): number {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  for (let at = 0; at + HEADER_BYTES + 4 <= answer.length;) {
    const length = view.getUint32(at, true);
    if (view.getUint16(at + 4, true) === NLMSG_ERROR) {
      const error = view.getInt32(at + HEADER_BYTES, true);
      if (error !== 0) return -error;
    }
    // A length that cannot be would loop for ever.
    at += Math.max(HEADER_BYTES, (length + 3) & ~3);
  }
  return 0;
}
