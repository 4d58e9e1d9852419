// What extent maps say: which bytes of a file are there, and which differ between two generations of it. Pure.

/** A file's extents, in order, without overlap. What none covers reads as zeroes. */
export interface ExtentMap {
  /** Bytes of the file. Extents may reach beyond it. */
  readonly size: number;
  readonly extents: readonly Extent[];
}

export interface Extent {
  readonly offset: number;
  readonly length: number;
  /** Byte on the device; undefined: not known, or not enough to tell its bytes from others. */
  readonly place: number | undefined;
}

/** Bytes of a file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Bytes that differ from another generation's. */
export interface ChangedRange extends ByteRange {
  /** They read as zeroes now. */
  readonly zero: boolean;
}

/** Where data is, neighbours joined. */
export function allocatedRanges(map: ExtentMap): ByteRange[] {
  const ranges: { offset: number; length: number }[] = [];
  for (const { offset, length } of clipped(map)) {
    const last = ranges.at(-1);
    if (last !== undefined && last.offset + last.length === offset) last.length += length;
    else ranges.push({ offset, length });
  }
  return ranges;
}

/**
 * Ranges of `next` whose bytes may differ from `base`'s at the same offset; `base` is thought to go on in zeroes behind its end. Two
 * generations made by reflink share an extent exactly as long as nobody has written to it in either, and its place is not given to
 * others while one of them has it: equal places, equal bytes. Both maps must be of one file system, and of files that nobody
 * writes any more.
 */
export function changedRanges(base: ExtentMap, next: ExtentMap): ChangedRange[] {
  const changed: { offset: number; length: number; zero: boolean }[] = [];
  const add = (offset: number, end: number, zero: boolean): void => {
    const last = changed.at(-1);
    if (last !== undefined && last.zero === zero && last.offset + last.length === offset)
      last.length = end - last.offset;
    else changed.push({ offset, length: end - offset, zero });
  };
  const [was, is] = [new Cursor(clipped(base)), new Cursor(clipped(next))];
  for (let at = 0; at < next.size;) {
    const [before, now] = [was.at(at), is.at(at)];
    const end = Math.min(before.end, now.end, next.size);
    if (now.extent === undefined) {
      if (before.extent !== undefined) add(at, end, true);
    } else if (!samePlace(before.extent, now.extent)) add(at, end, false);
    at = end;
  }
  return changed;
}

function samePlace(before: Extent | undefined, now: Extent): boolean {
  if (before?.place === undefined || now.place === undefined) return false;
  return before.place - before.offset === now.place - now.offset;
}

/** Extents without what reaches beyond the file's end: the rest of its last block, or room reserved for more. */
function clipped({ size, extents }: ExtentMap): Extent[] {
  return extents.flatMap(({ offset, length, place }) =>
    offset < size ? [{ offset, length: Math.min(length, size - offset), place }] : [],
  );
}

/** Walks through extents with an offset that only grows. */
class Cursor {
  readonly #extents: readonly Extent[];
  #next = 0;

  constructor(extents: readonly Extent[]) {
    this.#extents = extents;
  }

  /** The extent at an offset, or undefined in a hole; and where that extent or hole ends. */
  at(offset: number): { readonly extent: Extent | undefined; readonly end: number } {
    for (;;) {
      const extent = this.#extents[this.#next];
      if (extent === undefined) return { extent, end: Infinity };
      if (offset < extent.offset) return { extent: undefined, end: extent.offset };
      const end = extent.offset + extent.length;
      if (offset < end) return { extent, end };
      this.#next += 1;
    }
  }
}
