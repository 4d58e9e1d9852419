import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cpuLayout } from '../../../../proxy/processor-share/cpu-group.js';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'pk-cgroup-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('finds the hierarchy of cgroup v1, also beside a unified one', () => {
  mkdirSync(join(root, 'cpu'));
  mkdirSync(join(root, 'unified'));
  writeFileSync(join(root, 'cpu', 'cpu.shares'), '1024\n');
  expect(cpuLayout(root)).toMatchObject({ root: join(root, 'cpu'), file: 'cpu.shares' });
});

it('finds cgroup v2 where the controller is on for groups at the root', () => {
  writeFileSync(join(root, 'cgroup.subtree_control'), 'cpuset cpu io memory pids\n');
  expect(cpuLayout(root)).toMatchObject({ root, file: 'cpu.weight', weights: { low: '5', normal: '100' } });
});

it.each([
  ['v2 without the controller', 'cpuset memory pids\n'],
  ['v2 without any', '\n'],
  ['no cgroups', undefined],
])('finds nothing: %s', (_name, control) => {
  if (control !== undefined) writeFileSync(join(root, 'cgroup.subtree_control'), control);
  expect(cpuLayout(root)).toBeUndefined();
});
