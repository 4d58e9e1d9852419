/**
 * The cut, read from a dump's images: every TCP connection the container held, with the exact byte in each direction.
 */
import type { CutConnection } from '../../proto/gen/parikshan/v1/CutConnection.js';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  readImage,
  takeStreamApart,
  type FileEntry,
  type InetSocketEntry,
  type TcpStreamEntry,
} from './image-file.js';

const AF_INET6 = 10;
const SOCK_STREAM = 1;
const IPPROTO_TCP = 6;
const TCP_SYN_SENT = 2;
const TCP_FIN_WAIT1 = 4;
const TCP_FIN_WAIT2 = 5;
const TCP_CLOSE = 7;
const TCP_LAST_ACK = 9;
const TCP_LISTEN = 10;
const TCP_CLOSING = 11;

const TCP_CLOSE_WAIT = 8;
/** The FIN of the other end has arrived, and lies behind what is unread: such a queue is left as it is. */
const PEER_ENDED: readonly number[] = [TCP_CLOSE_WAIT, TCP_LAST_ACK, TCP_CLOSING];
/** More is left in the image, bytes of one connection and of all: a cut travels in messages, of 32 MiB at most. */
const MOST_UNREAD_BYTES = 64 * 1024;
const MOST_UNREAD_IN_ALL_BYTES = 8 * 1024 * 1024;

/** How much unread is taken out of the images of one clone. */
export class UnreadBudget {
  #left = MOST_UNREAD_IN_ALL_BYTES;

  /** Whether so many bytes of one connection may be taken out; then they count. */
  take(bytes: number): boolean {
    if (bytes > MOST_UNREAD_BYTES || bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }
}

/** Whether a socket of files.img is one end of a TCP connection. */
export function isConnection(socket: InetSocketEntry): boolean {
  return (
    socket.type === SOCK_STREAM &&
    socket.proto === IPPROTO_TCP &&
    socket.state !== TCP_LISTEN &&
    socket.state !== TCP_CLOSE &&
    // A dial that has no answer yet has no byte to cut at.
    socket.state !== TCP_SYN_SENT &&
    socket.dstPort !== 0
  );
}

/** An address of an image as text. Words keep network byte order in memory, so little-endian reading gives the bytes in order. */
export function addressText(words: readonly number[]): string {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => view.setUint32(i * 4, word, true));
  if (words.length === 1) return bytes.join('.');
  const mapped = bytes.subarray(0, 10).every((b) => b === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (mapped) return bytes.subarray(12).join('.');
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(view.getUint16(i, false).toString(16));
  // The URL parser writes IPv6 in the one canonical form (RFC 5952).
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}

/**
 * First byte of the container's output that its peer has not acknowledged. CRIU's outq_seq counts a FIN that was
 * sent, its outq_len does not (soccr.c).
 */
export function outboundAckedSeq(state: number, stream: TcpStreamEntry): number {
  const finUnacknowledged = state === TCP_FIN_WAIT1 || state === TCP_LAST_ACK || state === TCP_CLOSING;
  if (state === TCP_FIN_WAIT2) return stream.outqSeq >>> 0;
  return (stream.outqSeq - stream.outqLen - (finUnacknowledged ? 1 : 0)) >>> 0;
}

/** One connection of the cut, from its socket and its stream. */
export function cutConnection(socket: InetSocketEntry, stream: TcpStreamEntry): CutConnection {
  return {
    local: { address: addressText(socket.srcAddr), port: socket.srcPort },
    remote: { address: addressText(socket.dstAddr), port: socket.dstPort },
    state: socket.state,
    inboundSeq: stream.inqSeq,
    outboundAckedSeq: outboundAckedSeq(socket.state, stream),
    outboundEndSeq: stream.outqSeq,
    ipv6Socket: socket.family === AF_INET6,
    options: {
      optMask: stream.optMask,
      sndWscale: stream.sndWscale,
      rcvWscale: stream.rcvWscale,
      mssClamp: stream.mssClamp,
      timestamp: stream.timestamp,
      sndWl1: stream.sndWl1,
      sndWnd: stream.sndWnd,
      maxWindow: stream.maxWindow,
      rcvWnd: stream.rcvWnd,
      rcvWup: stream.rcvWup,
    },
  };
}

/**
 * Every connection in the images of a folder, loopback ones of the container itself left out: both of their ends
 * are in the images, and nobody outside takes part.
 * @throws DamagedImageError when an image is missing its entry.
 */
export async function readCutConnections(imagesDir: string): Promise<CutConnection[]> {
  const files = await readImage('files', join(imagesDir, 'files.img'));
  const sockets = connectionSockets(files);
  const budget = new UnreadBudget();
  return Promise.all(
    sockets.map(async (socket) => {
      const path = join(imagesDir, `tcp-stream-${socket.ino.toString(16)}.img`);
      return takeOver(socket, await readFile(path), path, budget);
    }),
  );
}

/**
 * One connection of the cut. What its program had not read is taken out of the image, unless it is much: given back
 * with the rest of the log, it is read in production's order; left in the image, all connections' requests would be there
 * at once when the replica wakes, and epoll would hand them out in any order.
 */
async function takeOver(
  socket: InetSocketEntry,
  image: Buffer,
  path: string,
  budget: UnreadBudget,
): Promise<CutConnection> {
  const { entry, unread, withoutUnread } = takeStreamApart(image, path);
  const peerEnded = PEER_ENDED.includes(socket.state);
  if (unread.length === 0 || peerEnded || withoutUnread === undefined || !budget.take(unread.length))
    return cutConnection(socket, entry);
  await writeFile(path, withoutUnread);
  const taken = takeStreamApart(withoutUnread, path).entry;
  return { ...cutConnection(socket, taken), unread: Buffer.from(unread) };
}

function connectionSockets(files: readonly FileEntry[]): InetSocketEntry[] {
  const sockets = files.flatMap((file) => (file.isk !== null && isConnection(file.isk) ? [file.isk] : []));
  return sockets.filter((socket) => {
    const source = addressText(socket.srcAddr);
    return !(source.startsWith('127.') || source === '::1' || source === addressText(socket.dstAddr));
  });
}
