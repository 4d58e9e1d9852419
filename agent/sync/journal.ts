// What of a transfer has arrived, was verified and is on the disk: read again after a crash.
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { pieceKey, type Piece } from './pieces.js';

const headerSchema = z.object({
  version: z.literal(1),
  /** Id of what is fetched. */
  id: z.string(),
  clone: z.string(),
  /** How what has to be shipped was found out. */
  method: z.string(),
  /** Generation that the image was begun from; empty: none. */
  base: z.string(),
});

/** What the pieces are of. */
export type JournalHeader = z.infer<typeof headerSchema>;

/** A journal as an earlier call left it. */
export interface ReadJournal {
  readonly header: JournalHeader;
  /** Keys of the pieces. */
  readonly verified: ReadonlySet<string>;
}

/**
 * Reads one. A last line that was cut off in the middle does not count.
 * @returns undefined when there is none, or none that can be read
 */
export async function readJournal(path: string): Promise<ReadJournal | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseJournal(text);
}

/** As `readJournal`. Pure. */
export function parseJournal(text: string): ReadJournal | undefined {
  // What is behind the last newline is half a line.
  const [first, ...lines] = text.split('\n').slice(0, -1);
  const header = headerSchema.safeParse(jsonOf(first ?? ''));
  if (!header.success) return undefined;
  const whole = lines.filter((line) => PIECE_LINE.test(line));
  return { header: header.data, verified: new Set(whole.map((line) => line.slice(0, -1))) };
}

/** The full stop tells a whole line from one that was cut off in a number and then ended by the next that was written. */
const PIECE_LINE = /^\d+ \d+ [1-9]\d*\.$/;

/** The text of a journal line. */
export function journalLine(piece: Piece): string {
  return `${pieceKey(piece)}.\n`;
}

export class Journal {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Begins a new one; an old one is lost. */
  static async begin(path: string, header: JournalHeader): Promise<Journal> {
    const file = await open(path, 'w', 0o600);
    await file.write(`${JSON.stringify(header)}\n`);
    return new Journal(file);
  }

  /** Goes on with one that was read. */
  static async resume(path: string): Promise<Journal> {
    const file = await open(path, 'a', 0o600);
    // Ends the line that a crash may have cut off.
    await file.write('\n');
    return new Journal(file);
  }

  /** Notes pieces. Their bytes must be on the disk. */
  async note(pieces: readonly Piece[]): Promise<void> {
    if (pieces.length > 0) await this.#file.write(pieces.map(journalLine).join(''));
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
