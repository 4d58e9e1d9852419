import { addressFamily, AF_INET6 } from './socket-address.js';
import { checked, libcFunction } from './libc.js';

const libcSetsockopt = libcFunction<[number, number, number, Uint8Array, number]>(
  'int setsockopt(int fd, int level, int name, const void *value, uint32_t length)',
);
const libcGetsockopt = libcFunction<[number, number, number, Uint8Array, Uint8Array]>(
  'int getsockopt(int fd, int level, int name, void *value, void *length)',
);
const libcIoctl = libcFunction<[number, number, Uint8Array]>(
  'int ioctl(int fd, unsigned long request, void *argument)',
);

export const SOL_SOCKET = 1;
export const SOL_IP = 0;
export const SOL_TCP = 6;
export const SOL_IPV6 = 41;
export const SOL_PACKET = 263;

const SO_REUSEADDR = 2;
const SO_LINGER = 13;
const SO_ERROR = 4;
const SO_RCVBUF = 8;
const SO_SNDBUF = 7;
const SO_SNDBUFFORCE = 32;
const SO_RCVBUFFORCE = 33;
const IP_FREEBIND = 15;
const IP_TRANSPARENT = 19;
const IPV6_TRANSPARENT = 75;
const IPV6_FREEBIND = 78;
/** include/uapi/linux/tcp.h */
const TCP_QUICKACK = 12;
const SIOCINQ = 0x541b;
const SIOCOUTQ = 0x5411;

/** Sets an option whose value is any structure; `name` and `level` by number. */
export function setOption(fd: number, level: number, name: number, value: Uint8Array): void {
  checked(
    'setsockopt',
    libcSetsockopt(fd, level, name, value, value.length),
    `level ${level} option ${name}`,
  );
}

/** Reads an option of at most `room` bytes; the answer has the length the kernel gave. `initial` is what it may look at. */
export function getOption(
  fd: number,
  level: number,
  name: number,
  room: number,
  initial?: Uint8Array,
): Uint8Array {
  const value = new Uint8Array(room);
  if (initial !== undefined) value.set(initial);
  const length = Uint32Array.of(room);
  const result = libcGetsockopt(fd, level, name, value, new Uint8Array(length.buffer));
  checked('getsockopt', result, `level ${level} option ${name}`);
  return value.subarray(0, length[0]);
}

/** Sends the acknowledgement that is held back; later ones are held back again as the kernel sees fit (tcp(7), TCP_QUICKACK). */
export function acknowledgeNow(fd: number): void {
  setIntOption(fd, SOL_TCP, TCP_QUICKACK, 1);
}

/** Sets an option that is one C int. */
export function setIntOption(fd: number, level: number, name: number, value: number): void {
  setOption(fd, level, name, new Uint8Array(Int32Array.of(value).buffer));
}

/** Reads an option that is one C int. */
export function getIntOption(fd: number, level: number, name: number): number {
  const value = getOption(fd, level, name, 4);
  return new DataView(value.buffer).getInt32(0, true);
}

/** Lets the socket take an address that old connections still hold in TIME_WAIT; twins need it. */
export function setReuseAddress(fd: number): void {
  setIntOption(fd, SOL_SOCKET, SO_REUSEADDR, 1);
}

/** Makes closing the descriptor break the connection off with a reset (socket(7), SO_LINGER with no time). */
export function setResetOnClose(fd: number): void {
  setOption(fd, SOL_SOCKET, SO_LINGER, new Uint8Array(Int32Array.of(1, 0).buffer));
}

/** Takes the pending error of a socket: 0 when there is none, else an errno. */
export function takeSocketError(fd: number): number {
  return getIntOption(fd, SOL_SOCKET, SO_ERROR);
}

/** Lets the socket bind to `address` although the host does not have it (needs CAP_NET_ADMIN). */
export function setTransparent(fd: number, address: string): void {
  if (addressFamily(address) === AF_INET6) setIntOption(fd, SOL_IPV6, IPV6_TRANSPARENT, 1);
  else setIntOption(fd, SOL_IP, IP_TRANSPARENT, 1);
}

/** As setTransparent, for binding only; needs no capability. */
export function setFreeBind(fd: number, address: string): void {
  if (addressFamily(address) === AF_INET6) setIntOption(fd, SOL_IPV6, IPV6_FREEBIND, 1);
  else setIntOption(fd, SOL_IP, IP_FREEBIND, 1);
}

/** Sets the kernel's buffers, bytes, beyond the system's limit if this process may (CAP_NET_ADMIN), else within it. */
export function setBufferBytes(fd: number, which: 'send' | 'receive', bytes: number): void {
  try {
    setIntOption(fd, SOL_SOCKET, which === 'send' ? SO_SNDBUFFORCE : SO_RCVBUFFORCE, bytes);
  } catch {
    setIntOption(fd, SOL_SOCKET, which === 'send' ? SO_SNDBUF : SO_RCVBUF, bytes);
  }
}

/** Bytes received that nobody has read yet (tcp(7), SIOCINQ). */
export function unreadBytes(fd: number): number {
  return ioctlInt(fd, 'SIOCINQ', SIOCINQ);
}

/** Bytes written that the other end has not acknowledged yet (tcp(7), SIOCOUTQ). */
export function unacknowledgedBytes(fd: number): number {
  return ioctlInt(fd, 'SIOCOUTQ', SIOCOUTQ);
}

/** An ioctl that reads or fills a structure in place. */
export function controlDescriptor(fd: number, name: string, request: number, argument: Uint8Array): void {
  checked('ioctl', libcIoctl(fd, request, argument), name);
}

function ioctlInt(fd: number, name: string, request: number): number {
  const value = Int32Array.of(0);
  controlDescriptor(fd, name, request, new Uint8Array(value.buffer));
  return value[0]!;
}
