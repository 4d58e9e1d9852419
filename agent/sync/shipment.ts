// What is shipped of a clone or a generation: its files, and the ranges of them that somebody else lacks.
import { readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DescribeShipmentResponse } from '../../proto/gen/parikshan/v1/DescribeShipmentResponse.js';
import type { Shipment } from '../../proto/gen/parikshan/v1/Shipment.js';
import type { ShipmentFile } from '../../proto/gen/parikshan/v1/ShipmentFile.js';
import {
  allocatedRanges,
  changedRanges,
  IMAGE_FILE,
  readExtentMap,
  type ChangedRange,
  type ExtentMap,
} from '../disk/mod.js';
import type { Holding } from './holdings.js';
import { totalBytes } from './pieces.js';

/** A clone or generation that can be shipped. */
export interface Subject {
  readonly id: string;
  readonly instance: string;
  /** The disk. */
  readonly image: string;
  /** A clone's memory images and its record. */
  readonly memory: { readonly folder: string; readonly record: string } | undefined;
}

/** A file and where it lies. */
export interface SubjectFile extends ShipmentFile {
  readonly source: string;
  readonly size: number;
}

/** Each base costs a reading of its map: tens of milliseconds for a disk of many pieces. */
const MOST_BASES = 4;

/** Ranges in one message. */
const RANGES_A_MESSAGE = 8192;

/** Data whose place is not known is shipped whether it changed or not. Where there is more of it than this, digests cost less. */
const MOST_UNKNOWN_BYTES = 64 * 2 ** 20;

/** All files of a subject, the disk first; their places in here are their numbers. Equal as long as the subject is the same. */
export async function subjectFiles({ image, memory }: Subject): Promise<SubjectFile[]> {
  const { size } = await stat(image);
  const disk: SubjectFile = {
    part: 'TRANSFER_PART_KIND_DISK',
    path: IMAGE_FILE,
    kind: 'SHIPMENT_FILE_KIND_REGULAR',
    mode: 0o600,
    size,
    source: image,
  };
  return memory === undefined ? [disk] : [disk, ...(await memoryFiles(memory.folder, ''))];
}

async function memoryFiles(folder: string, below: string): Promise<SubjectFile[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = await Promise.all(
    entries.map(async (entry): Promise<SubjectFile[]> => {
      const path = join(below, entry.name);
      const source = join(folder, path);
      const part = 'TRANSFER_PART_KIND_MEMORY';
      if (entry.isSymbolicLink()) {
        const link = await readlink(source);
        return [{ part, path, kind: 'SHIPMENT_FILE_KIND_LINK', mode: 0o777, size: 0, link, source }];
      }
      const { size, mode } = await stat(source);
      const common = { part, path, mode: mode & 0o7777, source } as const;
      if (entry.isDirectory()) {
        const inside = await memoryFiles(folder, path);
        return [{ ...common, kind: 'SHIPMENT_FILE_KIND_FOLDER', size: 0 }, ...inside];
      }
      return entry.isFile() ? [{ ...common, kind: 'SHIPMENT_FILE_KIND_REGULAR', size }] : [];
    }),
  );
  return files.flat();
}

/** How the disk's ranges are known. */
interface DiskRanges extends Pick<Shipment, 'method' | 'base' | 'why'> {
  readonly ranges: readonly ChangedRange[];
}

/** Describes a shipment to somebody who has `bases`, all of which this host holds too. */
export async function* describeShipment(
  subject: Subject,
  bases: readonly Holding[],
): AsyncGenerator<DescribeShipmentResponse> {
  const files = await subjectFiles(subject);
  const { ranges, ...known } = await diskRanges(subject, bases);
  yield {
    shipment: {
      id: subject.id,
      instance: subject.instance,
      record: Buffer.from(subject.memory?.record ?? ''),
      files: files.map(({ source: _source, ...file }) => file),
      ...known,
    },
  };
  yield* rangeMessages(0, ranges);
  for (const [file, { part, size }] of files.entries()) {
    if (part === 'TRANSFER_PART_KIND_MEMORY' && size > 0)
      yield* rangeMessages(file, [{ offset: 0, length: size, zero: false }]);
  }
}

async function diskRanges({ image }: Subject, bases: readonly Holding[]): Promise<DiskRanges> {
  const map = await readExtentMap(image);
  if (map === undefined) {
    return {
      method: 'TRANSFER_METHOD_DIGESTS',
      why: "the source's file system has no extent maps",
      ranges: [],
    };
  }
  if (bases.length > 0 && unknownBytes(map) > MOST_UNKNOWN_BYTES) {
    const why = "the extent maps of the source's file system do not say where the data is";
    return { method: 'TRANSFER_METHOD_DIGESTS', why, ranges: [] };
  }
  let best: DiskRanges | undefined;
  for (const { id, image: base } of bases.slice(0, MOST_BASES)) {
    // One that is removed at this moment is none.
    const before = await readExtentMap(base).catch(() => undefined);
    if (before === undefined) continue;
    const ranges = changedRanges(before, map);
    if (best === undefined || shippedBytes(ranges) < shippedBytes(best.ranges))
      best = { method: 'TRANSFER_METHOD_EXTENTS', base: id, ranges };
  }
  if (best !== undefined) return best;
  const ranges = allocatedRanges(map).map((range) => ({ ...range, zero: false }));
  return { method: 'TRANSFER_METHOD_ALLOCATED', ranges };
}

function unknownBytes({ extents }: ExtentMap): number {
  return totalBytes(extents.filter(({ place }) => place === undefined));
}

function shippedBytes(ranges: readonly ChangedRange[]): number {
  return totalBytes(ranges.filter(({ zero }) => !zero));
}

function* rangeMessages(file: number, ranges: readonly ChangedRange[]): Generator<DescribeShipmentResponse> {
  for (let at = 0; at < ranges.length; at += RANGES_A_MESSAGE) {
    const some = ranges.slice(at, at + RANGES_A_MESSAGE);
    yield {
      ranges: {
        file,
        offsets: some.map(({ offset }) => offset),
        lengths: some.map(({ length }) => length),
        zeroes: some.map(({ zero }) => zero),
      },
    };
  }
}
