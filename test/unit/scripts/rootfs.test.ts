import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../../scripts/rootfs');
const folder = mkdtempSync(path.join(os.tmpdir(), 'rootfs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rootfs(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('bash', [script, ...args], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status, stdout, stderr };
}

test.each([
  { args: ['--out', folder], says: 'name at least one package' },
  { args: ['nginx'], says: '--out is missing' },
  { args: ['nginx', '--out'], says: '--out needs a folder' },
  { args: ['nginx', '--into', folder], says: 'unknown option --into' },
  { args: ['nginx; reboot', '--out', folder], says: 'nginx; reboot is not the name of a Debian package' },
])('$args is a usage error that says "$says"', ({ args, says }) => {
  const { status, stderr } = rootfs(...args);
  expect(stderr).toContain(says);
  expect(stderr).toContain('usage:');
  expect(status).toBe(2);
});

test('a folder with something else in it is refused and left as it is', () => {
  const full = mkdtempSync(path.join(folder, 'full-'));
  writeFileSync(path.join(full, 'precious'), '');
  for (const force of [[], ['--force']]) {
    const { status, stderr } = rootfs('nginx', '--out', full, ...force);
    expect(stderr).toContain('was not made by this script');
    expect(status).toBe(1);
  }
  expect(readdirSync(full)).toEqual(['precious']);
});

test('a folder made from the same packages, named in any order, is left as it is', () => {
  const made = mkdtempSync(path.join(folder, 'made-'));
  writeFileSync(path.join(made, '.parikshan-rootfs'), 'nginx redis-server\nnginx_1_amd64\n');
  const { status, stdout } = rootfs('redis-server', 'nginx', '--out', made);
  expect(stdout).toContain('already made from nginx redis-server');
  expect(status).toBe(0);
});

test('a folder made from other packages needs --force', () => {
  const made = mkdtempSync(path.join(folder, 'other-'));
  writeFileSync(path.join(made, '.parikshan-rootfs'), 'redis-server\n');
  const { status, stderr } = rootfs('nginx', '--out', made);
  expect(stderr).toContain('made from other packages: redis-server');
  expect(stderr).toContain('--force');
  expect(status).toBe(1);
});
