// One part of a transfer on the taker's side: its half-filled files, its journal, and what is missing.
import type { FillingFile } from './filling-file.js';
import type { Journal, ReadJournal } from './journal.js';
import type { PartProgress } from './part-progress.js';
import { pieceKey, piecesOf, totalBytes, type Piece } from './pieces.js';
import type { ReceivedShipment } from './received-shipment.js';

export interface FillingPart {
  readonly files: ReadonlyMap<number, FillingFile>;
  readonly journal: Journal;
  readonly missing: readonly Piece[];
  readonly progress: PartProgress;
}

/** Whether what a journal tells of is the beginning of this shipment. */
export function continues(journal: ReadJournal | undefined, shipment: ReceivedShipment): boolean {
  if (journal === undefined) return false;
  const { id, base, method } = journal.header;
  return id === shipment.id && base === shipment.base && method === shipment.method;
}

/** The pieces of some files that are not in the journal; notes in the progress how much that is. */
export function missingPieces(
  shipment: ReceivedShipment,
  files: Iterable<number>,
  verified: ReadonlySet<string>,
  progress: PartProgress,
): Piece[] {
  const all: Piece[] = [];
  for (const file of files) {
    for (const range of shipment.ranges.get(file) ?? []) if (!range.zero) all.push(...piecesOf(file, range));
  }
  const missing = all.filter((piece) => !verified.has(pieceKey(piece)));
  progress.bytesTotal = totalBytes(all);
  progress.bytesResumed = progress.bytesTotal - totalBytes(missing);
  progress.bytesDone = progress.bytesResumed;
  return missing;
}

/** Closes what is open. */
export async function closePart({ files, journal }: Pick<FillingPart, 'files' | 'journal'>): Promise<void> {
  await Promise.all([...[...files.values()].map(({ handle }) => handle.close()), journal.close()]);
}
