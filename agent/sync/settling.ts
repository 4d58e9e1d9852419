// What has arrived is written to the disk, and only then noted in the journal.
import { forgetRange, SyscallError } from '../../runtime/linux/mod.js';
import type { FillingFile } from './filling-file.js';
import type { Journal } from './journal.js';
import { totalBytes, type Piece } from './pieces.js';

/** So much arrives between two writes to the disk, bytes; a crash loses no more. Twice that, and arrivals wait. */
const SETTLE_BYTES = 32 * 2 ** 20;

export class Settling {
  readonly #files: ReadonlyMap<number, FillingFile>;
  readonly #journal: Journal;
  #arrived: Piece[] = [];
  #bytes = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(files: ReadonlyMap<number, FillingFile>, journal: Journal) {
    this.#files = files;
    this.#journal = journal;
  }

  /** Its bytes are in the file. Waits when the disk is behind. @throws what writing to the disk threw */
  async arrived(piece: Piece): Promise<void> {
    this.#arrived.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes < SETTLE_BYTES) return;
    const before = this.#running;
    const settling = this.settle();
    // Whoever comes next meets its failure.
    settling.catch(() => undefined);
    await before;
  }

  /** Everything that has arrived is on the disk and in the journal when this resolves. */
  async settle(): Promise<void> {
    const pieces = this.#arrived;
    this.#arrived = [];
    this.#bytes = 0;
    return (this.#running = this.#running.then(() => this.#write(pieces)));
  }

  async #write(pieces: readonly Piece[]): Promise<void> {
    if (totalBytes(pieces) === 0) return;
    for (const file of new Set(pieces.map(({ file: number }) => number))) {
      const { handle } = this.#files.get(file)!;
      await handle.datasync();
      try {
        // Its readers come through a loop device, past the page cache.
        forgetRange(handle.fd, 0, 0);
      } catch (error) {
        if (!(error instanceof SyscallError)) throw error;
      }
    }
    await this.#journal.note(pieces);
  }
}
