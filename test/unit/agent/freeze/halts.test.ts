import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { halt, haltFiles, haltsFolder } from '../../../../agent/freeze/halts.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'halts-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('halts nowhere unless a test names a folder, and there only where it asks to', async () => {
  expect(haltsFolder({})).toBeUndefined();
  await halt(undefined, 'post-dump');
  writeFileSync(haltFiles(folder, 'post-dump').asked, '');
  await halt(folder, 'network-lock');
  expect(existsSync(haltFiles(folder, 'network-lock').reached)).toBe(false);
});

it('goes on when it is no longer asked to halt', async () => {
  const { asked, reached } = haltFiles(folder, 'post-dump');
  writeFileSync(asked, '');
  const halted = halt(folder, 'post-dump');
  expect(existsSync(reached)).toBe(true);
  rmSync(asked);
  await halted;
});
