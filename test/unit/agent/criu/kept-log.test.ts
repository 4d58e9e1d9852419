import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepLog } from '../../../../agent/criu/mod.js';

describe('keepLog', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pk-kept-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps the last failure of a name, for its owner only', async () => {
    const path = join(folder, 'failed', 'web-1.dump.log');
    await keepLog(path, 'the first');
    await keepLog(path, 'Error: no');
    expect(readFileSync(path, 'utf8')).toBe('Error: no');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'failed')).mode & 0o777).toBe(0o700);
  });

  it('is no failure of its own where nothing can be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(keepLog(join(folder, 'file', 'web-1.dump.log'), 'text')).resolves.toBeUndefined();
  });
});
