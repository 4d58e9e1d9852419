import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  cgroupRoots,
  controllerRoot,
  isUnified,
  proxyGroup,
  removeEmptyProxyGroups,
} from '../../../../runtime/cgroup/mod.js';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'pk-cgroup-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('v1 has a hierarchy for each controller, v2 one for all', async () => {
  mkdirSync(join(root, 'cpu'));
  mkdirSync(join(root, 'memory'));
  expect(isUnified(root)).toBe(false);
  expect(controllerRoot('memory', root)).toBe(join(root, 'memory'));
  expect((await cgroupRoots(root)).sort()).toEqual([join(root, 'cpu'), join(root, 'memory')]);
  writeFileSync(join(root, 'cgroup.controllers'), 'cpu memory\n');
  expect(isUnified(root)).toBe(true);
  expect(controllerRoot('memory', root)).toBe(root);
  expect(await cgroupRoots(root)).toEqual([root]);
});

it('where nothing is mounted there is no hierarchy', async () => {
  expect(await cgroupRoots(join(root, 'none'))).toEqual([]);
  removeEmptyProxyGroups(join(root, 'none'));
});

it('of the groups at a root, only empty ones of proxies are removed', () => {
  const used = proxyGroup(root, 2);
  for (const path of [proxyGroup(root, 1), used, join(used, 'below'), join(root, 'docker')]) mkdirSync(path);
  removeEmptyProxyGroups(root);
  expect(readdirSync(root).sort()).toEqual(['docker', 'parikshan-proxy-2']);
});
