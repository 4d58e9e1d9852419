// What another agent says that it ships, checked: its paths become paths here.
import { posix } from 'node:path';
import type { DescribeShipmentResponse__Output } from '../../proto/gen/parikshan/v1/DescribeShipmentResponse.js';
import type { Shipment__Output } from '../../proto/gen/parikshan/v1/Shipment.js';
import type { ShipmentFile__Output } from '../../proto/gen/parikshan/v1/ShipmentFile.js';
import type { ShipmentRanges__Output } from '../../proto/gen/parikshan/v1/ShipmentRanges.js';
import { IMAGE_FILE, type ChangedRange } from '../disk/mod.js';

/** The head, and the ranges by number of the file. */
export interface ReceivedShipment extends Omit<Shipment__Output, 'files'> {
  readonly files: readonly ShipmentFile__Output[];
  readonly ranges: ReadonlyMap<number, readonly ChangedRange[]>;
}

/** CRIU's own names, and those of the folders of rounds ahead of a freeze. */
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,200}$/;
/** Sizes that are exact as numbers, and no file system has larger files. */
const MOST_BYTES = Number.MAX_SAFE_INTEGER;

/**
 * Puts the messages of one description together.
 * @param unusable makes the error for what cannot be
 */
export async function receiveShipment(
  messages: AsyncIterable<DescribeShipmentResponse__Output> | Iterable<DescribeShipmentResponse__Output>,
  unusable: (why: string) => Error,
): Promise<ReceivedShipment> {
  let head: Shipment__Output | undefined;
  const ranges = new Map<number, ChangedRange[]>();
  for await (const { shipment, ranges: more } of messages) {
    if (shipment) {
      const fault = head === undefined ? filesFault(shipment.files) : 'it has two heads';
      if (fault !== undefined) throw unusable(fault);
      head = shipment;
    } else if (more) {
      const fault = addRanges(head?.files[more.file], more, ranges);
      if (fault !== undefined) throw unusable(fault);
    }
  }
  if (head === undefined) throw unusable('it has no head');
  return { ...head, ranges };
}

function filesFault(files: readonly ShipmentFile__Output[]): string | undefined {
  const [disk, ...memory] = files;
  if (
    disk?.part !== 'TRANSFER_PART_KIND_DISK' ||
    disk.kind !== 'SHIPMENT_FILE_KIND_REGULAR' ||
    disk.path !== IMAGE_FILE
  )
    return 'its first file is not a disk';
  for (const { part, path, kind, link, size } of memory) {
    if (part !== 'TRANSFER_PART_KIND_MEMORY') return `${path} belongs to no part`;
    if (kind === 'SHIPMENT_FILE_KIND_UNSPECIFIED') return `${path} is of no kind`;
    if (!path.split('/').every((segment) => SEGMENT.test(segment))) return `there is a file called ${path}`;
    if (kind === 'SHIPMENT_FILE_KIND_LINK' && !staysInside(path, link)) return `${path} leads to ${link}`;
    if (size > MOST_BYTES) return `${path} has ${size} bytes`;
  }
  const paths = new Set(memory.map(({ path }) => path));
  return paths.size === memory.length ? undefined : 'two of its files have one name';
}

function staysInside(path: string, link: string): boolean {
  if (link === '' || posix.isAbsolute(link)) return false;
  const target = posix.normalize(posix.join(posix.dirname(path), link));
  return target !== '..' && !target.startsWith('../');
}

function addRanges(
  file: ShipmentFile__Output | undefined,
  { file: number, offsets, lengths, zeroes }: ShipmentRanges__Output,
  all: Map<number, ChangedRange[]>,
): string | undefined {
  if (file?.kind !== 'SHIPMENT_FILE_KIND_REGULAR')
    return `it has ranges of file ${number}, which has no bytes`;
  const known = all.get(number) ?? [];
  all.set(number, known);
  if (offsets.length !== lengths.length || offsets.length !== zeroes.length)
    return 'its lists of ranges differ in length';
  for (const [index, offset] of offsets.entries()) {
    const length = lengths[index]!;
    const last = known.at(-1);
    const free = last === undefined ? 0 : last.offset + last.length;
    if (length <= 0 || offset < free || offset + length > file.size)
      return `${file.path} has no range of ${length} bytes at ${offset}`;
    known.push({ offset, length, zero: zeroes[index]! });
  }
  return undefined;
}
