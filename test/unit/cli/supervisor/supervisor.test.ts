import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_FAILURES, nextBackOff } from '../../../../cli/supervisor/back-off.js';
import { takeExclusiveLock } from '../../../../cli/supervisor/exclusive-lock.js';
import { keepRunning } from '../../../../cli/supervisor/keep-running.js';
import { isRecordedRole } from '../../../../cli/supervisor/leftovers.js';
import { logTail, rotateLog } from '../../../../cli/supervisor/log-file.js';
import { followLog } from '../../../../cli/supervisor/log-follower.js';
import { isLogWarning, readableLogLine } from '../../../../cli/supervisor/log-line.js';
import type { ManagedProcess } from '../../../../cli/supervisor/managed-process.js';
import { readLiveUp, readUpRecord, writeUpRecord } from '../../../../cli/supervisor/up-record.js';
import { identifyProcess } from '../../../../runtime/process/mod.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pk-cli-up-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('back-off', () => {
  it('doubles while a process keeps ending early, up to 10 s, and begins anew after a healthy life', () => {
    let state = NO_FAILURES;
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      const { waitMs, next } = nextBackOff(state, 100);
      waits.push(waitMs);
      state = next;
    }
    expect(waits).toEqual([200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
    expect(nextBackOff(state, 60_000).waitMs).toBe(200);
  });
});

describe('keepRunning', () => {
  /** A process whose end the test decides. */
  class FakeProcess implements ManagedProcess {
    readonly startTicks = 1;
    readonly ended: Promise<string>;
    readonly pid: number;
    end: (how: string) => void = () => undefined;
    constructor(pid: number) {
      this.pid = pid;
      this.ended = new Promise((resolve) => (this.end = resolve));
    }
    async stop(): Promise<void> {
      this.end('on request');
    }
  }

  it('starts again what ends, says so, survives starts that fail, and stops for good', async () => {
    const made: FakeProcess[] = [];
    const said: string[] = [];
    let failures = 1;
    const kept = await keepRunning({
      name: 'agent',
      start: async () => {
        if (made.length === 1 && failures-- > 0) throw new Error('no room');
        const process = new FakeProcess(1_000_000_000 + made.length);
        made.push(process);
        return process;
      },
      say: (text) => said.push(text),
      changed: () => undefined,
    });
    expect(kept.record()).toMatchObject({ name: 'agent', restarts: 0 });
    made[0]?.end('by SIGKILL');
    await expect.poll(() => kept.record().restarts, { timeout: 5000 }).toBe(1);
    expect(await kept.firstEnd).toBe('by SIGKILL');
    expect(said[0]).toContain('agent ended by SIGKILL');
    expect(said.some((line) => line.includes('no room'))).toBe(true);
    await kept.stop(1000);
    expect(made).toHaveLength(2);
    await kept.stop(1000);
  });
});

describe('the lock', () => {
  it('is held by one, all or none', async () => {
    const paths = [join(folder, 'a'), join(folder, 'b')];
    const first = await takeExclusiveLock(paths);
    expect(first).toBeDefined();
    expect(await takeExclusiveLock([join(folder, 'c'), join(folder, 'b')])).toBeUndefined();
    const other = await takeExclusiveLock([join(folder, 'c')]);
    expect(other).toBeDefined();
    await other?.release();
    await first?.release();
    const again = await takeExclusiveLock(paths);
    expect(again).toBeDefined();
    await again?.release();
  });
});

describe('the record of an up', () => {
  const record = { stateDir: '/s', natsPort: 1, startedAt: '', ready: true, children: [] };

  it('is live only while that very process is', async () => {
    const self = await identifyProcess(process.pid);
    await writeUpRecord(folder, { ...record, pid: process.pid, startTicks: self?.startTicks ?? 0 });
    expect(await readLiveUp(folder)).toMatchObject({ pid: process.pid, ready: true });
    await writeUpRecord(folder, { ...record, pid: process.pid, startTicks: 1 });
    expect(await readLiveUp(folder)).toBeUndefined();
    expect((await stat(join(folder, 'up.json'))).mode & 0o777).toBe(0o600);
    await writeFile(join(folder, 'up.json'), '{"pid":');
    expect(await readUpRecord(folder)).toBeUndefined();
  });

  it('recognises its own roles and nothing else', () => {
    const child = { name: 'agent', pid: 5, startTicks: 7, restarts: 0 };
    const found = {
      pid: 5,
      startTicks: 7,
      program: 'node',
      words: ['node', 'parikshan', 'agent', '--run-dir=/run/a'],
    };
    expect(isRecordedRole(child, found, '/run/a')).toBe(true);
    expect(isRecordedRole(child, undefined, '/run/a')).toBe(false);
    expect(isRecordedRole(child, { ...found, startTicks: 8 }, '/run/a')).toBe(false);
    expect(isRecordedRole(child, found, '/run/b')).toBe(false);
    expect(
      isRecordedRole({ ...child, name: 'sshd' }, { ...found, words: ['sshd', '--run-dir=/run/a'] }, '/run/a'),
    ).toBe(false);
  });
});

describe('logs', () => {
  it('are set aside when large, and their tail begins where asked', async () => {
    const path = join(folder, 'agent.log');
    await rotateLog(path);
    await writeFile(path, 'old\n');
    await appendFile(path, 'one\ntwo\nthree\n');
    expect(await logTail(path, 4, 2)).toEqual(['two', 'three']);
    expect(await logTail(join(folder, 'none'), 0, 2)).toEqual([]);
    await truncate(path, 17 * 1024 * 1024);
    await rotateLog(path);
    expect((await stat(`${path}.1`)).size).toBe(17 * 1024 * 1024);
    await expect(readFile(path)).rejects.toThrow();
  });

  it('are followed line by line from now on', async () => {
    const path = join(folder, 'proxy.log');
    await writeFile(path, 'before\n');
    const lines: string[] = [];
    const follower = await followLog(path, (line) => lines.push(line));
    await appendFile(path, 'a\nb');
    await appendFile(path, 'c\n');
    await expect.poll(() => lines).toEqual(['a', 'bc']);
    follower.close();
  });

  it('are told to people without their JSON', () => {
    const line = JSON.stringify({
      level: 'error',
      time: 'x',
      msg: 'start failed',
      err: { message: 'no pool' },
      remedy: 'Mend it.',
    });
    expect(readableLogLine(line)).toBe('error: start failed: no pool: Mend it.');
    expect(readableLogLine('Segmentation fault')).toBe('Segmentation fault');
    expect([line, '{"level":"info","msg":"x"}', 'Segmentation fault', ''].map(isLogWarning)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
