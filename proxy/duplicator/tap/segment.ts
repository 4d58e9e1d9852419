import type { Direction } from '../../log/mod.js';

/** Bits of TCP's flags (RFC 9293). */
export const TcpFlag = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const;

/** Words of a connection's key: remote address (4), local address (4), remote port << 16 | local port. */
export const KEY_WORDS = 9;

/**
 * One TCP segment as the parser found it, a view of the packet's bytes. One object is used for all: what is to be kept
 * must be copied. Sequence numbers are int32 here (TCP's 32 bits read as signed), so that V8 keeps them unboxed.
 */
export class Segment {
  /** The memory that holds the payload. */
  bytes: Uint8Array = new Uint8Array(0);
  payload = 0;
  payloadBytes = 0;
  direction: Direction = 'in';
  /** 4 or 6. */
  family = 4;
  readonly key = new Int32Array(KEY_WORDS);
  hash = 0;
  seq = 0;
  ack = 0;
  flags = 0;

  has(flag: number): boolean {
    return (this.flags & flag) !== 0;
  }
}

/** Twice the largest window (RFC 7323): what is farther away is no segment of a connection. */
export const WINDOW = 1 << 30;

/** How far `a` lies behind `b` (positive) or before it, modulo 2^32. */
export function seqDistance(a: number, b: number): number {
  return (a - b) | 0;
}

/** Spreads a key over 32 bits. */
export function hashKey(key: Int32Array): number {
  let hash = 0;
  for (let i = 0; i < KEY_WORDS; i += 1) {
    hash = Math.imul(hash ^ key[i]!, 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
