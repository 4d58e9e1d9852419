import { afterEach, describe, expect, it } from 'vitest';
import { RemoteError } from '../../../runtime/errors/mod.js';
import { startFakeCoordinator } from './fake-coordinator.js';
import type { CoordinatorHandlers, FakeCoordinator } from './fake-coordinator.js';
import { runCli, startCli, startCliOnTerminal } from './run-cli.js';
import { replica } from './samples.js';

let fake: FakeCoordinator | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

/** Says what it got: the start as JSON, input in capitals, signals by name; exits with 7 at the end of input. */
const echo: CoordinatorHandlers['execReplica'] = async function* (requests) {
  for await (const { message } of requests) {
    switch (message?.message) {
      case 'start':
        yield { message: { stdout: Buffer.from(`${JSON.stringify(message.start)}\n`) } };
        yield { message: { stderr: Buffer.from('begun\n') } };
        break;
      case 'stdin':
        yield { message: { stdout: Buffer.from(message.stdin?.toString().toUpperCase() ?? '') } };
        if (message.stdin?.includes(0x04)) {
          yield { message: { exitStatus: 3 } };
          return;
        }
        break;
      case 'signal':
        yield { message: { stdout: Buffer.from(`${message.signal}\n`) } };
        yield { message: { exitStatus: 130 } };
        return;
      case 'stdinClosed':
        yield { message: { exitStatus: 7 } };
        return;
      default:
        break;
    }
  }
};

describe('replica exec', () => {
  it('passes streams through and exits as the command did', async () => {
    fake = await startFakeCoordinator({ execReplica: echo });
    const { code, stdout, stderr } = await runCli(
      ['--run-dir', fake.runDir, 'replica', 'exec', '-i', 'r1', '--', 'cat', '-n', '--json'],
      'hello\n',
    );
    expect(code).toBe(7);
    const [start, ...rest] = stdout.split('\n');
    expect(JSON.parse(start ?? '')).toMatchObject({
      replica: 'r1',
      command: ['cat', '-n', '--json'],
      terminal: false,
      hostTool: false,
    });
    expect(rest).toEqual(['HELLO', '']);
    expect(stderr).toBe('begun\n');
  });

  it('carries a megabyte of input without losing a byte', async () => {
    let got = 0;
    fake = await startFakeCoordinator({
      execReplica: async function* (requests) {
        for await (const { message } of requests) {
          if (message?.message === 'stdin') got += message.stdin?.length ?? 0;
          if (message?.message === 'stdinClosed') yield { message: { exitStatus: 0 } };
        }
      },
    });
    const { code } = await runCli(
      ['--run-dir', fake.runDir, 'replica', 'exec', '-i', 'r1', '--', 'cat'],
      'x'.repeat(1024 * 1024),
    );
    expect({ code, got }).toEqual({ code: 0, got: 1024 * 1024 });
  });

  it('sends signals to the command', async () => {
    fake = await startFakeCoordinator({ execReplica: echo });
    const running = startCli([
      '--run-dir',
      fake.runDir,
      'replica',
      'exec',
      '-i',
      '--host-tool',
      'r1',
      '--',
      'strace',
      '-p',
      '{pid}',
    ]);
    await running.shows('begun');
    running.child.kill('SIGINT');
    const { code, stdout } = await running.result;
    expect(code).toBe(130);
    expect(stdout).toContain('"hostTool":true');
    expect(stdout).toContain('SIGINT');
  });

  it('leaves a command that does not end on SIGTERM', async () => {
    fake = await startFakeCoordinator({
      execReplica: async function* (_requests, { signal }) {
        yield { message: { stdout: Buffer.from('deaf\n') } };
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    });
    const running = startCli(['--run-dir', fake.runDir, 'replica', 'exec', 'r1', '--', 'sleep', '999'], '');
    await running.shows('deaf');
    running.child.kill('SIGTERM');
    expect((await running.result).code).toBe(130);
  });

  it('gives it a terminal: raw keys, its size, and the shell back at the end', async () => {
    fake = await startFakeCoordinator({ execReplica: echo });
    const running = startCliOnTerminal([
      '--run-dir',
      fake.runDir,
      'replica',
      'exec',
      '-t',
      '-i',
      'r1',
      '--',
      'sh',
    ]);
    await running.shows('"terminal":true');
    // Ctrl-C is a key here; Ctrl-D ends the fake.
    running.child.stdin?.write('a\u0003');
    await running.shows('A\u0003');
    running.child.stdin?.write('\u0004');
    const { code, stdout } = await running.result;
    expect(code).toBe(3);
    expect(stdout).toMatch(/"size":\{"columns":\d+,"rows":\d+\}/);
    running.child.stdin?.destroy();
  });

  it('needs a terminal for -t', async () => {
    const { code, stderr } = await runCli(['replica', 'exec', '-t', 'r1', '--', 'sh']);
    expect(code).toBe(2);
    expect(stderr).toContain('-t needs a terminal');
  });

  it('says why a command did not run', async () => {
    fake = await startFakeCoordinator({
      // eslint-disable-next-line require-yield
      execReplica: async function* () {
        throw new RemoteError('REPLICA_NOT_FOUND', 'There is no replica r1.', { code: 'NOT_FOUND' });
      },
    });
    const { code, stderr } = await runCli(['--run-dir', fake.runDir, 'replica', 'exec', 'r1', '--', 'ls']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'error: There is no replica r1.\n' });
  });
});

describe('replica watch', () => {
  const watching = (
    reports: ReturnType<typeof replica>[],
    endless = false,
  ): Partial<CoordinatorHandlers> => ({
    watchReplica: async function* (_request, { signal }) {
      for (const report of reports) yield { replica: report };
      if (endless) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  });

  it('prints a line when something changed, and leaves when caught up', async () => {
    const reports = [
      replica('r1'),
      replica('r1'),
      // The tap has more that is not in the log yet.
      {
        ...replica('r1', { lagRecords: 1, caughtUp: true }),
        capture: { backlogRecords: 9, backlogSeconds: 3 },
      },
      replica('r1', { lagRecords: 0, caughtUp: true }),
      replica('r1', { lagRecords: 99 }),
    ];
    fake = await startFakeCoordinator(watching(reports));
    const { code, stdout } = await runCli([
      '--run-dir',
      fake.runDir,
      'replica',
      'watch',
      'r1',
      '--until',
      'caught-up',
    ]);
    expect(code).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t').slice(1).join(' '));
    expect(lines).toEqual([
      'following yes 12 2048 0.25 1024 512 50 0 0 -',
      'following yes 1 2048 0.25 1024 512 50 0 0 -',
      'following yes 0 2048 0.25 1024 512 50 0 0 -',
    ]);
  });

  it('leaves with 8 when time runs out, with 130 on Ctrl-C', async () => {
    fake = await startFakeCoordinator(watching([replica('r1')], true));
    const late = await runCli([
      '--run-dir',
      fake.runDir,
      'replica',
      'watch',
      'r1',
      '--until',
      'caught-up',
      '--timeout',
      '1500ms',
      '--json',
    ]);
    expect(late.code).toBe(8);
    expect(JSON.parse(late.stderr)).toMatchObject({ error: { reason: 'STILL_PENDING' } });
    expect(JSON.parse(late.stdout)).toMatchObject({ name: 'r1', replay: { lagBytes: 2048 } });
    const running = startCli(['--run-dir', fake.runDir, 'replica', 'watch', 'r1'], '');
    await running.shows('following');
    running.child.kill('SIGINT');
    expect((await running.result).code).toBe(130);
  });
});
