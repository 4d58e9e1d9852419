import { spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeOnSystem } from '../requirements.js';

const script = path.resolve(import.meta.dirname, '../../../scripts/rootfs');
const folder = mkdtempSync(path.join(os.tmpdir(), 'rootfs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(file: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(file, args, { encoding: 'utf8', timeout: 110_000 });
  return { status, output: stdout + stderr };
}

describeOnSystem('scripts/rootfs', () => {
  test.each([
    { name: 'redis-server', command: ['redis-server', '--version'], says: 'Redis server v=' },
    // It opens its standard files, which are on /dev.
    { name: 'nginx', command: ['sh', '-c', ': >/dev/null; nginx -t'], says: 'test is successful' },
    {
      name: 'python3',
      command: ['python3', '-c', 'import http.server, ssl; print("complete")'],
      says: 'complete',
    },
  ])('makes one in which $name runs', ({ name, command, says }) => {
    const out = path.join(folder, name);
    expect(run('bash', script, name, '--out', out)).toMatchObject({ status: 0 });

    const ran = run('chroot', out, ...command);
    expect(ran.output).toContain(says);
    expect(ran.status).toBe(0);

    expect(run('bash', script, name, '--out', out).output).toBe(`${out} is already made from ${name}.\n`);
  });

  test('has what programs take for granted', () => {
    const out = path.join(folder, 'nginx');
    expect(run('bash', script, 'nginx', '--out', out)).toMatchObject({ status: 0 });
    const ids = run(
      'chroot',
      out,
      '/bin/sh',
      '-c',
      'for user in root www-data redis nobody; do id -u $user; done',
    );
    expect(ids.output.split('\n').slice(0, 4)).toEqual(['0', '33', '101', '65534']);
    expect(statSync(path.join(out, 'tmp')).mode & 0o7777).toBe(0o1777);
    for (const link of ['bin', 'sbin', 'lib', 'var/run']) {
      expect(lstatSync(path.join(out, link)).isSymbolicLink(), link).toBe(true);
    }
    expect(readFileSync(path.join(out, 'etc/hosts'), 'utf8')).toContain('localhost');
  });

  test('says which package there is none of, and leaves nothing', () => {
    const out = path.join(folder, 'none');
    const { status, output } = run('bash', script, 'no-such-package-at-all', '--out', out);
    expect(output).toContain('Unable to locate package no-such-package-at-all');
    expect(status).toBe(1);
    expect(run('ls', out).status).not.toBe(0);
  });
});
