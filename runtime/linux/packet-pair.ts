import { checked, libcFunction } from './libc.js';

const AF_UNIX = 1;
const SOCK_SEQPACKET = 5;
const SOCK_CLOEXEC = 0o2000000;

const socketpair = libcFunction<[number, number, number, Uint8Array]>(
  'int socketpair(int domain, int type, int protocol, void *ends)',
);

/** Two connected local sockets that keep the borders of messages. They block, but `sendNow` and `receiveNow` do not. */
export function packetSocketPair(): readonly [number, number] {
  const ends = new Uint8Array(8);
  checked('socketpair', socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends));
  const view = new DataView(ends.buffer);
  return [view.getInt32(0, true), view.getInt32(4, true)];
}
