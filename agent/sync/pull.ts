// Pulls the pieces of one part: several calls at a time, every piece verified before it counts.
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReadShipmentResponse__Output } from '../../proto/gen/parikshan/v1/ReadShipmentResponse.js';
import type { ShipmentPiece__Output } from '../../proto/gen/parikshan/v1/ShipmentPiece.js';
import { punchHole } from '../../runtime/linux/mod.js';
import { FetchDamagedError, isBrokenOff } from './errors.js';
import type { FillingFile } from './filling-file.js';
import type { PartProgress } from './part-progress.js';
import { joined, nextCall, pieceKey, type Piece } from './pieces.js';
import type { Settling } from './settling.js';
import type { TokenBucket } from './token-bucket.js';

export interface PullOptions {
  /** Asks for ranges. */
  readonly read: (ranges: Piece[], signal: AbortSignal) => AsyncIterable<ReadShipmentResponse__Output>;
  readonly pieces: readonly Piece[];
  /** By number. */
  readonly files: ReadonlyMap<number, FillingFile>;
  readonly settling: Settling;
  readonly bucket: TokenBucket;
  readonly streams: number;
  readonly progress: PartProgress;
  readonly signal: AbortSignal;
  /** For messages. */
  readonly subject: string;
  readonly source: string;
}

/** A piece that arrives damaged so often is given up. */
const MOST_DAMAGED = 3;

/** What so many messages brought is being written at a time for each call: the next ones are on their way meanwhile. */
const STORES = 4;

/** Calls that fail one after the other, nothing having arrived between; waited for in all: 3 s. */
const RETRY_AFTER_MS = [100, 200, 400, 800, 1500];

/** Pulls everything. @throws FetchDamagedError, or why the source cannot be read any more */
export async function pull(options: PullOptions): Promise<void> {
  // The first is the last in the list: calls take from its end.
  const waiting = [...options.pieces].reverse();
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const damage = new Map<string, number>();
  const streams = Array.from({ length: Math.min(options.streams, waiting.length) }, async () => {
    try {
      await pullStream({ ...options, signal }, waiting, damage);
    } catch (error) {
      failed.abort(error);
      throw error;
    }
  });
  await Promise.allSettled(streams);
  // What has arrived counts, whatever has gone wrong.
  await options.settling.settle();
  options.signal.throwIfAborted();
  failed.signal.throwIfAborted();
}

async function pullStream(
  options: PullOptions,
  waiting: Piece[],
  damage: Map<string, number>,
): Promise<void> {
  const { signal } = options;
  let failures = 0;
  for (let call = nextCall(waiting); call.length > 0; call = nextCall(waiting)) {
    const asked = new Map(call.map((piece) => [pieceKey(piece), piece]));
    const stores: Promise<void>[] = [];
    try {
      for await (const { pieces } of options.read(joined(call), signal)) {
        const whole = pieces.filter((piece) => {
          if (asked.has(pieceKey(piece)) && isWhole(piece)) return true;
          countDamage(options, piece, damage);
          return false;
        });
        const stored = storeAll(options, whole, (piece) => {
          asked.delete(pieceKey(piece));
          failures = 0;
        });
        // Looked at below.
        stored.catch(() => undefined);
        stores.push(stored);
        if (stores.length > STORES) await stores.shift();
        await options.bucket.pass(dataBytes(pieces), signal);
      }
      await Promise.all(stores);
    } catch (error) {
      const waitMs = RETRY_AFTER_MS[failures];
      if (signal.aborted || waitMs === undefined || !isBrokenOff(error)) throw error;
      failures += 1;
      await delay(waitMs, undefined, { signal });
    } finally {
      await Promise.allSettled(stores);
      waiting.push(...[...asked.values()].reverse());
    }
  }
}

/** @throws FetchDamagedError when it has been so often enough */
function countDamage(
  { progress, files, subject, source }: PullOptions,
  piece: ShipmentPiece__Output,
  damage: Map<string, number>,
): void {
  const key = pieceKey(piece);
  const times = (damage.get(key) ?? 0) + 1;
  damage.set(key, times);
  progress.damaged += 1;
  if (times < MOST_DAMAGED) return;
  const path = files.get(piece.file)?.path ?? `file ${piece.file}`;
  throw new FetchDamagedError(subject, source, { path, offset: piece.offset }, times);
}

const zeroDigests = new Map<number, Buffer>();

function isWhole({ data, length, digest }: ShipmentPiece__Output): boolean {
  if (data.length > 0) return data.length === length && sha256(data).equals(digest);
  let expected = zeroDigests.get(length);
  if (expected === undefined) zeroDigests.set(length, (expected = sha256(Buffer.alloc(length))));
  return expected.equals(digest);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function dataBytes(pieces: readonly ShipmentPiece__Output[]): number {
  return pieces.reduce((bytes, { data }) => bytes + data.length, 0);
}

async function storeAll(
  options: PullOptions,
  pieces: readonly ShipmentPiece__Output[],
  stored: (piece: Piece) => void,
): Promise<void> {
  for (const piece of pieces) {
    await store(options, piece);
    stored(piece);
  }
}

async function store(
  { files, settling, progress }: PullOptions,
  { file, offset, length, data }: ShipmentPiece__Output,
): Promise<void> {
  const { handle } = files.get(file)!;
  if (data.length === 0) punchHole(handle.fd, offset, length);
  for (let at = 0; at < data.length;) {
    const { bytesWritten } = await handle.write(data, at, length - at, offset + at);
    at += bytesWritten;
  }
  await settling.arrived({ file, offset, length });
  progress.bytesDone += length;
}
