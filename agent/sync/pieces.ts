// Ranges are shipped in pieces: what is verified, noted and asked for again on its own. Pure.
import type { ByteRange } from '../disk/mod.js';

/**
 * Longest piece, bytes. Each stream of a transfer has some dozens of them in memory; larger ones are hardly faster.
 */
export const PIECE_BYTES = 256 * 1024;

/** Bytes of one file, by its place in the shipment's list. */
export interface Piece {
  readonly file: number;
  readonly offset: number;
  readonly length: number;
}

/**
 * Cuts a range into pieces. They end at whole multiples of the piece's size, so that a range that begins elsewhere by the next time
 * it is cut still has most of its pieces in common.
 */
export function* piecesOf(file: number, { offset, length }: ByteRange): Generator<Piece> {
  const end = offset + length;
  for (let at = offset; at < end;) {
    const next = Math.min(end, at - (at % PIECE_BYTES) + PIECE_BYTES);
    yield { file, offset: at, length: next - at };
    at = next;
  }
}

/** Tells a piece from all others of its shipment. */
export function pieceKey({ file, offset, length }: Piece): string {
  return `${file} ${offset} ${length}`;
}

/** One call asks for this much at most: what is lost when it is cut off is asked for again. */
const CALL_BYTES = 32 * 2 ** 20;
const CALL_PIECES = 2048;

/** Takes pieces off the end of `waiting` for the next call; neighbours among them come in the order they are read in. */
export function nextCall(waiting: Piece[]): Piece[] {
  const call: Piece[] = [];
  let bytes = 0;
  while (call.length < CALL_PIECES && bytes < CALL_BYTES) {
    const piece = waiting.pop();
    if (piece === undefined) break;
    call.push(piece);
    bytes += piece.length;
  }
  return call;
}

/** What a call says: pieces become one range where `piecesOf` cuts it into the same ones again. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const ranges: { file: number; offset: number; length: number }[] = [];
  for (const { file, offset, length } of pieces) {
    const last = ranges.at(-1);
    const touch = last?.file === file && last.offset + last.length === offset;
    if (touch && offset % PIECE_BYTES === 0) last.length += length;
    else ranges.push({ file, offset, length });
  }
  return ranges;
}

/** Pieces of one message, bytes in all and how many: those of a disk that has changed all over are small. */
export const MESSAGE_BYTES = PIECE_BYTES;
const MESSAGE_PIECES = 32;

/** What travels in one message each: neighbours in the list, of one file. A piece may be as long as a message. */
export function* messagesOf(pieces: Iterable<Piece>): Generator<[Piece, ...Piece[]]> {
  let message: [Piece, ...Piece[]] | undefined;
  let bytes = 0;
  for (const piece of pieces) {
    bytes += piece.length;
    const fits =
      bytes <= MESSAGE_BYTES && message?.[0].file === piece.file && message.length < MESSAGE_PIECES;
    if (message !== undefined && fits) {
      message.push(piece);
      continue;
    }
    if (message !== undefined) yield message;
    message = [piece];
    bytes = piece.length;
  }
  if (message !== undefined) yield message;
}

export function totalBytes(ranges: Iterable<{ readonly length: number }>): number {
  let bytes = 0;
  for (const { length } of ranges) bytes += length;
  return bytes;
}
