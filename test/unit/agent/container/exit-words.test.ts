import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cgroupState, oomKillsIn } from '../../../../agent/container/cgroup-state.js';
import { endInWords } from '../../../../agent/container/exit-words.js';

it.each([
  [0, 0, 'ended with exit code 0'],
  [3, 0, 'ended with exit code 3'],
  [137, 0, 'was killed by SIGKILL'],
  [137, 2, 'was killed by the kernel: its memory limit was reached'],
  [139, 1, 'was killed by SIGSEGV'],
  [undefined, 0, 'ended, and nobody saw how (a power cut, or a reboot of the host)'],
])('exit status %s with %s kills for memory', (status, oomKills, words) => {
  expect(endInWords(status, oomKills)).toBe(words);
});

it('counts kills as both kinds of cgroup tell them', () => {
  expect(oomKillsIn('low 0\nhigh 0\noom 4\noom_kill 2\noom_group_kill 0\n')).toBe(2);
  expect(oomKillsIn('oom_kill_disable 0\nunder_oom 0\noom_kill 1\n')).toBe(1);
  expect(oomKillsIn('')).toBe(0);
});

it('looks at every process of a cgroup', async () => {
  const root = mkdtempSync(join(tmpdir(), 'pk-cgroup-'));
  const folder = join(root, 'memory', 'group');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cgroup.procs'), `${process.pid}\n4194999\n`);
  writeFileSync(join(folder, 'memory.oom_control'), 'oom_kill 3\n');
  try {
    expect(await cgroupState('/group', root)).toEqual({ processes: 1, stopped: 0, oomKills: 3 });
    expect(await cgroupState('/none', root)).toEqual({ processes: 0, stopped: 0, oomKills: 0 });
  } finally {
    rmSync(root, { recursive: true });
  }
});
