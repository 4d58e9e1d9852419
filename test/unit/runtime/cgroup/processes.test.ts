import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { groupIn, groupProcessesSync } from '../../../../runtime/cgroup/processes.js';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'pk-cgroup-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const V1 = '12:cpu,cpuacct:/a\n4:memory:/pk-1/web:1\n1:name=systemd:/\n0::/b\n';

it('finds the group in the hierarchy of its controller, or in that of all', () => {
  expect(groupIn(V1, 'memory', false)).toBe('/pk-1/web:1');
  expect(groupIn(V1, 'cpuacct', false)).toBe('/a');
  expect(groupIn(V1, 'memory', true)).toBe('/b');
  expect(groupIn(V1, 'pids', false)).toBeUndefined();
  expect(groupIn('', 'memory', true)).toBeUndefined();
});

it('lists what is in the group of a process and below', () => {
  const unified = groupIn(readFileSync('/proc/self/cgroup', 'utf8'), 'memory', true);
  writeFileSync(join(root, 'cgroup.controllers'), 'memory\n');
  const group = join(root, unified ?? '');
  mkdirSync(join(group, 'below'), { recursive: true });
  writeFileSync(join(group, 'cgroup.procs'), '7\n8\n');
  writeFileSync(join(group, 'below', 'cgroup.procs'), '9\n');
  expect(groupProcessesSync(process.pid, root)).toEqual(unified === undefined ? undefined : [7, 8, 9]);
});

it('cannot tell of a process that is not there, nor where nothing is mounted', () => {
  expect(groupProcessesSync(99_999_999)).toBeUndefined();
  expect(groupProcessesSync(process.pid, join(root, 'none'))).toBeUndefined();
});
