/**
 * Reads CRIU's image files: a magic number or two, then entries of a 32-bit length and a protobuf message each.
 * Only the fields this project uses are described here; protobuf skips the others. Field numbers are those of
 * CRIU's images/*.proto (files, sk-inet, tcp-stream, stats, userns), the numbers of the magics those of its magic.h.
 */
import { readFile } from 'node:fs/promises';
import protobuf from 'protobufjs';
import { DamagedImageError } from './errors.js';

const COMMON_MAGIC = 0x54564319;
const SERVICE_MAGIC = 0x55105940;

const kinds = {
  files: { magic: 0x56303138, message: 'FileEntry' },
  tcpStream: { magic: 0x51465506, message: 'TcpStreamEntry' },
  stats: { magic: 0x57093306, message: 'StatsEntry' },
  userns: { magic: 0x55474906, message: 'UserNamespaceEntry' },
} as const;
type ImageKind = keyof typeof kinds;

const schema = protobuf.parse(`
syntax = "proto2";
message InetSocket {
  required uint32 id = 1; required uint32 ino = 2; required uint32 family = 3; required uint32 type = 4;
  required uint32 proto = 5; required uint32 state = 6; required uint32 srcPort = 7; required uint32 dstPort = 8;
  repeated uint32 srcAddr = 11; repeated uint32 dstAddr = 12;
}
message FileEntry { required uint32 type = 1; required uint32 id = 2; optional InetSocket isk = 4; }
message TcpStreamEntry {
  required uint32 inqLen = 1; required uint32 inqSeq = 2; required uint32 outqLen = 3; required uint32 outqSeq = 4;
  required uint32 optMask = 5; required uint32 sndWscale = 6; required uint32 mssClamp = 7; optional uint32 rcvWscale = 8;
  optional uint32 timestamp = 9; optional bool cork = 10; optional bool nodelay = 11; optional uint32 unsqLen = 12; optional uint32 sndWl1 = 13; optional uint32 sndWnd = 14;
  optional uint32 maxWindow = 15; optional uint32 rcvWnd = 16; optional uint32 rcvWup = 17;
}
message DumpStats {
  required uint32 freezingTime = 1; required uint32 frozenTime = 2; required uint32 memdumpTime = 3;
  required uint32 memwriteTime = 4; required uint64 pagesWritten = 7;
}
message StatsEntry { optional DumpStats dump = 1; }
message IdExtent { required uint32 first = 1; required uint32 lowerFirst = 2; required uint32 count = 3; }
message UserNamespaceEntry { repeated IdExtent uidMap = 1; repeated IdExtent gidMap = 2; }
`).root;

/** A socket as files.img holds it. Addresses are words in network byte order as the kernel keeps them. */
export interface InetSocketEntry {
  readonly id: number;
  readonly ino: number;
  readonly family: number;
  readonly type: number;
  readonly proto: number;
  readonly state: number;
  readonly srcPort: number;
  readonly dstPort: number;
  readonly srcAddr: readonly number[];
  readonly dstAddr: readonly number[];
}
export interface FileEntry {
  readonly type: number;
  readonly id: number;
  readonly isk: InetSocketEntry | null;
}
/** A connection's queues, options and windows; `outqLen` counts sent and unsent bytes alike. */
export interface TcpStreamEntry {
  readonly inqLen: number;
  readonly inqSeq: number;
  readonly outqLen: number;
  readonly outqSeq: number;
  readonly unsqLen: number;
  readonly optMask: number;
  readonly sndWscale: number;
  readonly rcvWscale: number;
  readonly mssClamp: number;
  readonly timestamp: number;
  readonly sndWl1: number;
  readonly sndWnd: number;
  readonly maxWindow: number;
  readonly rcvWnd: number;
  readonly rcvWup: number;
}
/** CRIU's own figures of a dump, microseconds. */
export interface DumpStats {
  readonly freezingTime: number;
  readonly frozenTime: number;
  readonly memdumpTime: number;
  readonly memwriteTime: number;
  readonly pagesWritten: number;
}
/** Ids from `first` on in the namespace are those from `lowerFirst` on outside. */
interface IdExtent {
  readonly first: number;
  readonly lowerFirst: number;
  readonly count: number;
}
export interface UserNamespaceEntry {
  readonly uidMap: readonly IdExtent[];
  readonly gidMap: readonly IdExtent[];
}
interface Entries {
  userns: UserNamespaceEntry;
  files: FileEntry;
  tcpStream: TcpStreamEntry;
  stats: { readonly dump: DumpStats | null };
}

/**
 * All entries of an image.
 * @throws DamagedImageError when the magic or a length does not fit.
 */
export function decodeImage<K extends ImageKind>(kind: K, image: Uint8Array, name: string): Entries[K][] {
  const { magic, message } = kinds[kind];
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  if (image.length < 4) throw new DamagedImageError(name, 'it is too short to hold a header');
  const first = view.getUint32(0, true);
  let offset = 4;
  if (first === COMMON_MAGIC || first === SERVICE_MAGIC) {
    if (image.length < 8 || view.getUint32(4, true) !== magic)
      throw new DamagedImageError(name, 'its magic number is another kind of image');
    offset = 8;
  } else if (first !== magic)
    throw new DamagedImageError(name, 'it does not begin with a magic number of CRIU');
  const type = schema.lookupType(message);
  const entries: Entries[K][] = [];
  while (offset < image.length) {
    if (offset + 4 > image.length)
      throw new DamagedImageError(name, `its last length, at byte ${offset}, is cut short`);
    const length = view.getUint32(offset, true);
    const end = offset + 4 + length;
    if (end > image.length)
      throw new DamagedImageError(name, `the entry at byte ${offset} is longer than the file`);
    const decoded = type.decode(image.subarray(offset + 4, end));
    entries.push(
      type.toObject(decoded, { defaults: true, arrays: true, longs: Number }) as unknown as Entries[K],
    );
    offset = end;
    // A stream's single entry is followed by the raw bytes of its two queues.
    if (kind === 'tcpStream') break;
  }
  return entries;
}

/** An image of these entries, with the magic numbers of another of its kind. Fields that are not described here are lost. */
export function encodeImage<K extends ImageKind>(
  kind: K,
  like: Uint8Array,
  entries: readonly Entries[K][],
): Uint8Array {
  const type = schema.lookupType(kinds[kind].message);
  const header = like.subarray(0, headerBytes(like));
  const parts = entries.flatMap((entry) => {
    const message = type.encode(type.fromObject(entry)).finish();
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, message.length, true);
    return [length, message];
  });
  return Buffer.concat([header, ...parts]);
}

/** One magic number, or two. */
function headerBytes(image: Uint8Array): number {
  const first = new DataView(image.buffer, image.byteOffset, image.byteLength).getUint32(0, true);
  return first === COMMON_MAGIC || first === SERVICE_MAGIC ? 8 : 4;
}

/** A tcp-stream image in its parts. */
export interface TcpStreamImage {
  readonly entry: TcpStreamEntry;
  /** Received and not read by the program. */
  readonly unread: Uint8Array;
  /** The same connection without those bytes, as if they had not arrived; undefined when that cannot be written. */
  readonly withoutUnread: Uint8Array | undefined;
}

/** Takes a tcp-stream image apart: header, entry, bytes received and not read, bytes sent and not acknowledged. */
export function takeStreamApart(image: Uint8Array, name: string): TcpStreamImage {
  const [entry] = decodeImage('tcpStream', image, name);
  if (entry === undefined) throw new DamagedImageError(name, 'it holds no stream');
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  const header = view.getUint32(0, true) === COMMON_MAGIC ? 8 : 4;
  const length = view.getUint32(header, true);
  const message = image.subarray(header + 4, header + 4 + length);
  const unread = image.subarray(header + 4 + length, header + 4 + length + entry.inqLen);
  const sent = image.subarray(header + 4 + length + entry.inqLen);
  if (unread.length !== entry.inqLen || sent.length < entry.outqLen)
    throw new DamagedImageError(name, 'its queues are cut short');
  const type = schema.lookupType('TcpStreamEntry');
  const decoded = type.decode(message);
  // A field of a later CRIU that is not known here would be lost by writing.
  if (!Buffer.from(type.encode(decoded).finish()).equals(message))
    return { entry, unread, withoutUnread: undefined };
  const fields = decoded as unknown as { inqLen: number; inqSeq: number; rcvWup: number; rcvWnd: number };
  fields.inqLen = 0;
  fields.inqSeq = (entry.inqSeq - entry.inqLen) >>> 0;
  // The window's right edge stays; its left one may not lie beyond the next byte expected.
  const beyond = (entry.rcvWup - fields.inqSeq) | 0;
  if (entry.rcvWnd > 0 && beyond > 0) {
    fields.rcvWup = fields.inqSeq;
    fields.rcvWnd = entry.rcvWnd + beyond;
  }
  const rewritten = type.encode(decoded).finish();
  const lengthBytes = new Uint8Array(4);
  new DataView(lengthBytes.buffer).setUint32(0, rewritten.length, true);
  return {
    entry,
    unread,
    withoutUnread: Buffer.concat([image.subarray(0, header), lengthBytes, rewritten, sent]),
  };
}

/** Reads and decodes an image file. */
export async function readImage<K extends ImageKind>(kind: K, path: string): Promise<Entries[K][]> {
  return decodeImage(kind, await readFile(path), path);
}
