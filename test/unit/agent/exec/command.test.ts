import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { execArguments, quoted, usableSize } from '../../../../agent/exec/mod.js';

const TARGET = {
  runc: '/usr/sbin/runc',
  runcRoot: '/run/x/runc',
  containerId: 'replica-r1',
  pid: 4711,
  pidFile: '/run/x/exec/1',
};

describe('execArguments', () => {
  it('runs a command inside through runc', () => {
    const plan = { command: ['ls', '-l'], terminal: undefined, hostTool: false };
    expect(execArguments(plan, TARGET).join(' ')).toBe(
      '/usr/sbin/runc --root /run/x/runc --log /dev/null exec --pid-file /run/x/exec/1 replica-r1 ls -l',
    );
  });

  it('runs a tool of the host in the network of the replica, with the pid in its arguments', () => {
    const plan = {
      command: ['gdb', '-p', '{pid}', '-ex', 'echo {pid}'],
      terminal: undefined,
      hostTool: true,
    };
    expect(execArguments(plan, TARGET).join(' ')).toBe(
      'nsenter --net=/proc/4711/ns/net -- gdb -p 4711 -ex echo 4711',
    );
  });

  it('sets the size of a terminal before the command begins', () => {
    const plan = { command: ['sh'], terminal: { columns: 132, rows: 0 }, hostTool: false };
    const words = execArguments(plan, TARGET);
    expect(words[0]).toBe('script');
    expect(words).toContainEqual(
      expect.stringMatching(/^stty columns 132 rows 24; exec '\/usr\/sbin\/runc' .*'--tty'/),
    );
  });
});

it('quotes any word so that the shell reads it back unchanged', () => {
  const words = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 12 }).filter((word) => !word.includes('\0')),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(words, (list) => {
      const out = execFileSync('sh', ['-c', `printf '%s\\0' ${list.map(quoted).join(' ')}`], {
        encoding: 'utf8',
      });
      expect(out).toBe(list.map((word) => `${word}\0`).join(''));
    }),
    { numRuns: 30 },
  );
});

it('keeps terminal sizes within what the kernel takes', () => {
  expect(usableSize({ columns: 0, rows: 1e9 })).toEqual({ columns: 80, rows: 65_535 });
});
