// Where the clusters of an image in the expanded format lie in its file. Pure.
import { SECTOR_BYTES } from '../geometry.js';
import { ImageDamagedError } from './errors.js';
import { ENTRY_BYTES, type ExpandedHeader } from './header.js';

export class ClusterTable {
  /** How many clusters of the disk have a place. */
  readonly allocated: number;
  readonly #entries: Uint32Array;
  readonly #unit: number;

  private constructor(entries: Uint32Array, unit: number) {
    this.#entries = entries;
    this.#unit = unit;
    this.allocated = entries.reduce((count, entry) => (entry === 0 ? count : count + 1), 0);
  }

  /**
   * Reads the table's bytes, which follow the header, and checks all of it: a cluster lies behind the table, at a multiple of its size,
   * whole within the file's `fileBytes`, and has one owner.
   * @throws ImageDamagedError
   */
  static parse(path: string, header: ExpandedHeader, bytes: Uint8Array, fileBytes: number): ClusterTable {
    const { clusters, clusterBytes, diskBytes, dataOffset, version } = header;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries = Uint32Array.from({ length: clusters }, (_, index) =>
      view.getUint32(index * ENTRY_BYTES, true),
    );
    const unit = version === 1 ? SECTOR_BYTES : clusterBytes;
    const taken = new Uint8Array(Math.ceil(Math.max(0, fileBytes - dataOffset) / clusterBytes / 8));
    for (const [index, entry] of entries.entries()) {
      if (entry === 0) continue;
      const fault = (why: string) =>
        new ImageDamagedError(
          path,
          `cluster ${index} of its disk is said to be at byte ${entry * unit}, ${why}`,
        );
      const place = (entry * unit - dataOffset) / clusterBytes;
      // The disk's last cluster may be cut short with the disk.
      const needed = Math.min(clusterBytes, diskBytes - index * clusterBytes);
      if (place < 0) throw fault('which is before the first cluster');
      if (!Number.isInteger(place)) throw fault('where no cluster begins');
      if (entry * unit + needed > fileBytes) throw fault(`and the file ends at ${fileBytes}`);
      const [byte, bit] = [Math.floor(place / 8), 1 << (place % 8)];
      const before = taken[byte] ?? 0;
      if ((before & bit) !== 0) throw fault('where another one is, too');
      taken[byte] = before | bit;
    }
    return new ClusterTable(entries, unit);
  }

  /** Byte of the file where a cluster of the disk begins; undefined: it has no place. */
  placeOf(cluster: number): number | undefined {
    const entry = this.#entries[cluster] ?? 0;
    return entry === 0 ? undefined : entry * this.#unit;
  }

  equals(other: ClusterTable): boolean {
    return (
      this.#unit === other.#unit &&
      Buffer.from(this.#entries.buffer).equals(Buffer.from(other.#entries.buffer))
    );
  }
}
