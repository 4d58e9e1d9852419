// An image of one or several files that lie on each other, seen as one disk. Pure.
import type { ByteRange } from '../extent-ranges.js';
import type { ClusterTable } from './cluster-table.js';

/** One file of an image. */
export type Layer =
  | {
      readonly kind: 'raw';
      readonly path: string;
      readonly diskBytes: number;
      /** Where data is, in order; all else reads as zeroes. */
      readonly data: readonly ByteRange[];
    }
  | {
      readonly kind: 'expanded';
      readonly path: string;
      readonly diskBytes: number;
      readonly clusterBytes: number;
      readonly table: ClusterTable;
    };

export interface DiskImage {
  /** As the user named it. */
  readonly path: string;
  /** The disk's size: that of the top layer. */
  readonly diskBytes: number;
  /** From the base to the top, at least one. Those in the expanded format have clusters of one size. */
  readonly layers: readonly Layer[];
}

/** Bytes of the disk that are in a layer's file. */
export interface Piece {
  readonly layer: Layer;
  /** Byte of the layer's file. */
  readonly from: number;
  /** Byte of the disk. */
  readonly to: number;
  readonly length: number;
}

/** What is read at once, at most: the buffer that goes around. */
export const MAX_PIECE_BYTES = 2 ** 20;

/** All files of an image, each once. */
export function imageFiles({ layers }: DiskImage): string[] {
  return [...new Set(layers.map(({ path }) => path))];
}

/** Bytes of the disk that are in some file, at most; what is in several layers is counted once for each. */
export function dataBytes({ layers }: DiskImage): number {
  return layers.reduce((sum, layer) => {
    if (layer.kind === 'expanded') return sum + layer.table.allocated * layer.clusterBytes;
    return sum + layer.data.reduce((bytes, { length }) => bytes + length, 0);
  }, 0);
}

/**
 * The pieces that make up the disk, in its order, without overlap. Each cluster is of the topmost layer that has it; what no layer has
 * reads as zeroes. A layer that is smaller than the disk reads as zeroes behind its end.
 */
export function* mergedPieces({ layers, diskBytes }: DiskImage): Generator<Piece> {
  const clusterBytes = layers.find((layer) => layer.kind === 'expanded')?.clusterBytes ?? MAX_PIECE_BYTES;
  const fromTop = layers.toReversed().map((layer) => ({ layer, dataIndex: 0 }));
  for (let cluster = 0; cluster * clusterBytes < diskBytes; cluster++) {
    const start = cluster * clusterBytes;
    for (const cursor of fromTop) {
      const { layer } = cursor;
      const end = Math.min(start + clusterBytes, layer.diskBytes, diskBytes);
      if (end <= start) continue;
      if (layer.kind === 'raw') {
        yield* rawPieces(layer, cursor, start, end);
        break;
      }
      const place = layer.table.placeOf(cluster);
      if (place === undefined) continue;
      yield* split({ layer, from: place, to: start, length: end - start });
      break;
    }
  }
}

/** Data of a raw layer between two bytes. `cursor` only moves on. */
function* rawPieces(
  layer: Layer & { kind: 'raw' },
  cursor: { dataIndex: number },
  start: number,
  end: number,
): Generator<Piece> {
  for (;;) {
    const range = layer.data[cursor.dataIndex];
    if (range === undefined || range.offset >= end) return;
    const [from, to] = [Math.max(range.offset, start), Math.min(range.offset + range.length, end)];
    if (to > from) yield* split({ layer, from, to: from, length: to - from });
    if (range.offset + range.length > end) return;
    cursor.dataIndex += 1;
  }
}

function* split({ layer, from, to, length }: Piece): Generator<Piece> {
  for (let done = 0; done < length; done += MAX_PIECE_BYTES) {
    yield { layer, from: from + done, to: to + done, length: Math.min(MAX_PIECE_BYTES, length - done) };
  }
}
