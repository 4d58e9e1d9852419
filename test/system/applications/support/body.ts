import { createHash } from 'node:crypto';

/** Bytes that depend on both numbers, and so does their count: up to 64 KiB, one in four above 16 KiB. */
export function bodyOf(client: number, turn: number): Buffer {
  const seed = createHash('sha256').update(`${client} ${turn}`).digest();
  const most = seed.readUInt8(4) % 4 === 0 ? 65_536 : 16_384;
  return Buffer.alloc(seed.readUInt32LE() % most, seed);
}
