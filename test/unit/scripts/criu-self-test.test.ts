import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const script = path.resolve(import.meta.dirname, '../../../scripts/criu-self-test');

function selfTest(...args: string[]) {
  return spawnSync(script, args, { encoding: 'utf8', timeout: 10_000 });
}

test('wants exactly one CRIU', () => {
  expect(selfTest()).toMatchObject({ status: 2, stdout: 'usage: scripts/criu-self-test CRIU\n' });
  expect(selfTest('criu', 'criu')).toMatchObject({ status: 2 });
});

describe.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)('as root', () => {
  test('says in one line what is wrong with a program that is not there', () => {
    const { status, stdout } = selfTest('/nonexistent/criu');
    expect(stdout).toBe('cannot run /nonexistent/criu: ENOENT\n');
    expect(status).toBe(1);
  });

  test('says in one line what is wrong with a program that is not CRIU', () => {
    const { status, stdout } = selfTest('true');
    expect(stdout).toBe('true does not run: it printed no version\n');
    expect(status).toBe(1);
  });
});
