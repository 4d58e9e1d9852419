import { constants } from 'node:os';
import { checked, lastErrno, libcFunction, SyscallError } from './libc.js';
import {
  SOCKADDR_BYTES,
  addressFamily,
  decodeSocketAddress,
  encodeSocketAddress,
  type SocketAddress,
} from './socket-address.js';

const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;

const libcSocket = libcFunction<[number, number, number]>('int socket(int domain, int type, int protocol)');
const libcBind = libcFunction<[number, Uint8Array, number]>(
  'int bind(int fd, const void *address, uint32_t length)',
);
const libcConnect = libcFunction<[number, Uint8Array, number]>(
  'int connect(int fd, const void *address, uint32_t length)',
);
const libcListen = libcFunction<[number, number]>('int listen(int fd, int backlog)');
const libcGetsockname = libcFunction<[number, Uint8Array, Uint8Array]>(
  'int getsockname(int fd, void *address, void *length)',
);
const libcClose = libcFunction<[number]>('int close(int fd)');
const libcSend = libcFunction<[number, Uint8Array, number, number]>(
  'long send(int fd, const void *bytes, size_t length, int flags)',
);
const libcRecv = libcFunction<[number, Uint8Array, number, number]>(
  'long recv(int fd, void *bytes, size_t length, int flags)',
);

/** Flags of `send` and `receive`. */
export const MessageFlag = { peek: 0x2, dontWait: 0x40, noSignal: 0x4000 } as const;

/** A descriptor for any kind of socket; it closes on exec and never blocks. */
export function rawSocket(domain: number, type: number, protocol: number): number {
  return checked('socket', libcSocket(domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol));
}

/** A TCP socket of the family of `address`, ready for `new net.Socket({ fd })`. The caller closes it. */
export function tcpSocket(address: string): number {
  return rawSocket(addressFamily(address), SOCK_STREAM, 0);
}

export function bindSocket(fd: number, address: SocketAddress): void {
  const encoded = encodeSocketAddress(address);
  checked('bind', libcBind(fd, encoded, encoded.length), `${address.address} port ${address.port}`);
}

/** As bindSocket, for address families that SocketAddress does not cover. */
export function bindRaw(fd: number, encoded: Uint8Array): void {
  checked('bind', libcBind(fd, encoded, encoded.length));
}

/** Whether the connection stands already (in repair mode it always does) or is being dialled. */
export function connectSocket(fd: number, address: SocketAddress): 'connected' | 'in-progress' {
  const encoded = encodeSocketAddress(address);
  if (libcConnect(fd, encoded, encoded.length) === 0) return 'connected';
  const errno = lastErrno();
  if (errno === constants.errno.EINPROGRESS) return 'in-progress';
  throw new SyscallError('connect', errno, `${address.address} port ${address.port}`);
}

export function listenSocket(fd: number, backlog: number): void {
  checked('listen', libcListen(fd, backlog));
}

/** The address a socket is bound to; undefined when it is no internet socket. */
export function localAddress(fd: number): SocketAddress | undefined {
  const address = new Uint8Array(SOCKADDR_BYTES);
  const length = new Uint8Array(Uint32Array.of(address.length).buffer);
  checked('getsockname', libcGetsockname(fd, address, length));
  return decodeSocketAddress(address);
}

/** Closes a descriptor that nothing else owns (never one that was given to Node). */
export function closeDescriptor(fd: number): void {
  checked('close', libcClose(fd));
}

/** Bytes taken by the kernel; undefined when it has no room now. */
export function sendNow(fd: number, bytes: Uint8Array, flags = 0): number | undefined {
  return wouldBlock(
    'send',
    libcSend(fd, bytes, bytes.length, flags | MessageFlag.noSignal | MessageFlag.dontWait),
  );
}

/** Bytes read into `buffer`, 0 at the end of the stream; undefined when there are none now. */
export function receiveNow(fd: number, buffer: Uint8Array, flags = 0): number | undefined {
  return wouldBlock('recv', libcRecv(fd, buffer, buffer.length, flags | MessageFlag.dontWait));
}

function wouldBlock(call: string, result: number): number | undefined {
  if (result !== -1) return result;
  const errno = lastErrno();
  if (errno === constants.errno.EAGAIN || errno === constants.errno.EINTR) return undefined;
  throw new SyscallError(call, errno);
}
