import fc from 'fast-check';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Journal, journalLine, parseJournal, readJournal } from '../../../../agent/sync/journal.js';
import { pieceKey, type Piece } from '../../../../agent/sync/pieces.js';

const header = {
  version: 1,
  id: 'web-1@2026-01-01T00:00:00.000Z',
  clone: 'web-1',
  method: 'TRANSFER_METHOD_EXTENTS',
  base: '',
} as const;
const piece: fc.Arbitrary<Piece> = fc.record({
  file: fc.integer({ min: 0, max: 40 }),
  offset: fc.integer({ min: 0, max: 2 ** 40 }),
  length: fc.integer({ min: 1, max: 2 ** 20 }),
});

describe('the journal of a transfer', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'journal-'));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it('tells again what was noted, over any number of lives', async () => {
    const path = join(folder, 'lives');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(piece, { maxLength: 5 }), { maxLength: 4 }), async (lives) => {
        await (await Journal.begin(path, header)).close();
        for (const pieces of lives) {
          const journal = await Journal.resume(path);
          await journal.note(pieces);
          await journal.close();
        }
        const read = await readJournal(path);
        expect(read?.header).toEqual(header);
        expect(read?.verified).toEqual(new Set(lives.flat().map(pieceKey)));
      }),
      { numRuns: 50 },
    );
  });

  it('cut off at any byte tells nothing that was not noted, also when it goes on afterwards', async () => {
    const path = join(folder, 'cut');
    const arbitrary = fc.tuple(fc.array(piece, { minLength: 1, maxLength: 5 }), fc.array(piece), fc.nat());
    await fc.assert(
      fc.asyncProperty(arbitrary, async ([before, after, cut]) => {
        const first = await Journal.begin(path, header);
        await first.note(before);
        await first.close();
        const text = await readFile(path);
        await writeFile(path, text.subarray(0, cut % (text.length + 1)));
        const kept = await readJournal(path);
        const noted = new Set([...before, ...after].map(pieceKey));
        if (kept === undefined) return;
        for (const key of kept.verified) expect(noted).toContain(key);
        const second = await Journal.resume(path);
        await second.note(after);
        await second.close();
        const read = await readJournal(path);
        for (const key of read!.verified) expect(noted).toContain(key);
        for (const each of after) expect(read!.verified).toContain(pieceKey(each));
      }),
      { numRuns: 100 },
    );
  });

  it('is none when its head is not whole or of another kind', () => {
    expect(parseJournal('')).toBeUndefined();
    expect(parseJournal(JSON.stringify(header))).toBeUndefined();
    expect(parseJournal(`${JSON.stringify({ ...header, version: 2 })}\n`)).toBeUndefined();
    expect(parseJournal(`nonsense\n${journalLine({ file: 0, offset: 0, length: 1 })}`)).toBeUndefined();
  });
});
