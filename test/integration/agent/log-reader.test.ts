import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLog } from '../../../agent/logs/mod.js';

const row = (text: string): string => `2026-01-02T03:04:05.000000006+00:00 stdout F ${text}\n`;

describe('readLog', () => {
  let folder: string;
  let path: string;
  let end: () => void;
  let ended: Promise<void>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pk-log-'));
    path = join(folder, 'container.log');
    ended = new Promise((resolve) => (end = resolve));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function read(options: {
    tail?: number;
    follow?: boolean;
    signal?: AbortSignal;
  }): AsyncGenerator<{ line: Buffer }> {
    const { tail = 0, follow = false, signal = new AbortController().signal } = options;
    return readLog(path, { tail, follow, signal, ended });
  }

  async function all(lines: AsyncIterable<{ line: Buffer }>): Promise<string[]> {
    const texts: string[] = [];
    for await (const { line } of lines) texts.push(line.toString());
    return texts;
  }

  it('is empty where there is no log yet', async () => {
    expect(await all(read({}))).toEqual([]);
  });

  it('gives the last lines only, when asked', async () => {
    writeFileSync(path, ['a', 'b', 'c'].map(row).join(''));
    expect(await all(read({ tail: 2 }))).toEqual(['b', 'c']);
    expect(await all(read({ tail: 9 }))).toEqual(['a', 'b', 'c']);
  });

  it('follows what is written, through a fresh start of the file, until the container has ended', async () => {
    const lines = read({ follow: true });
    const next = async (): Promise<string | undefined> => {
      const result = await lines.next();
      return result.done === true ? undefined : result.value.line.toString();
    };
    const first = next();
    writeFileSync(path, row('a'));
    expect(await first).toBe('a');
    appendFileSync(path, row('b'));
    expect(await next()).toBe('b');
    // As conmon does it when the log has grown too large.
    appendFileSync(path, row('c'));
    writeFileSync(`${path}.tmp`, row('d'));
    renameSync(`${path}.tmp`, path);
    expect([await next(), await next()]).toEqual(['c', 'd']);
    appendFileSync(path, row('e'));
    end();
    expect(await next()).toBe('e');
    expect(await next()).toBeUndefined();
  });

  it('ends when the reader leaves', async () => {
    const leave = new AbortController();
    const waiting = all(read({ follow: true, signal: leave.signal }));
    leave.abort();
    expect(await waiting).toEqual([]);
  });
});
