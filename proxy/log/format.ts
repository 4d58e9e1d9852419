/**
 * The layout of a batch, the payload of one JetStream message. All little endian.
 *
 *     header (40 bytes)                          each record (16 bytes and its payload)
 *      0  u32  magic "PKLB"                       0  u8   kind, see RecordKind
 *      4  u16  format version                     1  u8   flags, see below
 *      6  u16  zero                               2  u16  payload length
 *      8  u64  epoch, ms since 1970               4  u32  connection
 *     16  u64  sequence of the batch              8  u32  µs since the batch's base time
 *     24  u64  base time, CLOCK_MONOTONIC µs     12  u32  TCP sequence number, or zero
 *     32  u32  number of records                 16  payload
 *     36  u32  length of the whole, bytes
 *
 * Payloads: open — tuple; seen — tuple, u32 next in, u32 next out (zero when unknown); data — the bytes;
 * gap — u64 length; mark — the id in ASCII; the other kinds have none.
 * Tuple: u8 4 or 6, local address, remote address (4 or 16 bytes each), u16 local port, u16 remote port.
 *
 * 64-bit numbers stay below 2^53. Bits and fields without a meaning are zero, and a reader refuses anything else: a
 * batch that is not understood to the last bit must not be replayed by guess.
 */
export const BATCH_MAGIC = 0x424c4b50;
export const BATCH_VERSION = 1;
export const BATCH_HEADER_BYTES = 40;
export const RECORD_HEADER_BYTES = 16;

/** Bits of a record's flags. */
export const Flag = {
  /** The direction is `out`. */
  out: 1,
  nextInKnown: 2,
  nextOutKnown: 4,
  endedIn: 8,
  endedOut: 16,
} as const;

/** Longest id of a mark, bytes. */
export const MAX_MARK_ID_BYTES = 256;

const TWO_32 = 0x1_0000_0000;

/** Writes a whole number below 2^53 as 64 bits. */
export function setU64(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value >>> 0, true);
  view.setUint32(offset + 4, Math.floor(value / TWO_32), true);
}

/** Reads what setU64 wrote; undefined from 2^53 on. */
export function getU64(view: DataView, offset: number): number | undefined {
  const high = view.getUint32(offset + 4, true);
  return high >= 1 << 21 ? undefined : high * TWO_32 + view.getUint32(offset, true);
}
