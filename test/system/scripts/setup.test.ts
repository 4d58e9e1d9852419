import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeOnSystem } from '../requirements.js';

const root = path.resolve(import.meta.dirname, '../../..');
const setup = path.join(root, 'scripts/setup');
const folder = mkdtempSync(path.join(os.tmpdir(), 'setup-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(file: string, args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(file, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 100_000,
  });
  return { status, stdout, stderr };
}

/** Runs set-up where this looks like another system, with `hidden` programs that cannot be run. */
function setUpElsewhere(hidden: string[], env: Record<string, string>) {
  const osRelease = path.join(folder, 'os-release');
  writeFileSync(osRelease, 'ID=elsewhere\nVERSION_ID=1\n');
  const masks = hidden.map((program) => `mount --bind /dev/null "$(readlink -f "$(command -v ${program})")"`);
  const script = [
    'set -e',
    `mount --bind ${osRelease} "$(readlink -f /etc/os-release)"`,
    ...masks,
    `bash ${setup}`,
  ];
  return run('unshare', ['--mount', 'bash', '-c', script.join('\n')], env);
}

describeOnSystem('scripts/setup', () => {
  test('does nothing the second time, and says so', () => {
    expect(run('bash', [setup])).toMatchObject({ status: 0, stderr: '' });
    expect(run('bash', [setup])).toMatchObject({ status: 0, stdout: 'Set-up: nothing to do.\n', stderr: '' });
    expect(run('bash', [setup, '--quiet'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('records a CRIU that has passed the self-test on this kernel', () => {
    const prefix = process.env.PARIKSHAN_PREFIX ?? '/opt/parikshan';
    const record = JSON.parse(readFileSync(path.join(prefix, 'criu.json'), 'utf8')) as Record<string, string>;
    expect(record).toMatchObject({ path: `${prefix}/bin/criu`, kernel: os.release() });
    const { status, stdout } = run(path.join(root, 'scripts/criu-self-test'), [record.path ?? '']);
    expect(stdout).toBe(
      `CRIU ${record.version} dumps and restores a TCP connection on kernel ${os.release()}\n`,
    );
    expect(status).toBe(0);
  });

  test('lists what is missing on a system it does not know, and changes nothing', () => {
    const prefix = path.join(folder, 'untouched');
    const { status, stdout, stderr } = setUpElsewhere(['runc', 'conmon'], { PARIKSHAN_PREFIX: prefix });
    expect(stderr).toContain(
      'this is not Debian 12 or newer, so nothing was installed. Missing: runc conmon.',
    );
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  test('wants a CRIU that works on a system it does not know', () => {
    const prefix = path.join(folder, 'no-criu');
    const bad = path.join(folder, 'criu');
    writeFileSync(bad, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const { status, stderr } = setUpElsewhere([], {
      PARIKSHAN_PREFIX: prefix,
      PATH: `${folder}:${process.env.PATH}`,
    });
    expect(stderr).toContain(`no CRIU that works on this kernel: ${bad} does not run`);
    expect(status).toBe(1);
  });

  test('refuses an option it does not know', () => {
    const { status, stderr } = run('bash', [setup, '--fast']);
    expect(stderr).toContain('usage: scripts/setup');
    expect(status).toBe(2);
  });
});
