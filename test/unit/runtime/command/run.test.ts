import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { run } from '../../../../runtime/command/mod.js';
import {
  CommandFailedError,
  CommandMissingError,
  CommandTimedOutError,
  isCancelled,
} from '../../../../runtime/errors/mod.js';

const timeoutMs = 10_000;

describe('run', () => {
  it('returns both outputs and feeds input', async () => {
    const result = await run('sh', ['-c', 'cat; echo bad >&2'], { timeoutMs, input: 'good' });
    expect(result).toEqual({ stdout: 'good', stderr: 'bad\n', code: 0 });
  });

  it('says what ran, its code and its last words', async () => {
    const error = await run('sh', ['-c', 'echo no room >&2; exit 3'], { timeoutMs }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(CommandFailedError);
    expect(error).toMatchObject({ reason: 'COMMAND_FAILED', exitCode: 3, stderr: 'no room\n' });
    expect((error as Error).message).toContain('ended with code 3: no room');
  });

  it('returns the code where failure is allowed, also of a signal', async () => {
    expect((await run('sh', ['-c', 'exit 4'], { timeoutMs, allowFailure: true })).code).toBe(4);
    expect((await run('sh', ['-c', 'kill -TERM $$'], { timeoutMs, allowFailure: true })).code).toBe(143);
  });

  it('names a program that is not installed', async () => {
    const error = await run('pk-no-such-program', [], { timeoutMs }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(CommandMissingError);
    expect(error).toMatchObject({ reason: 'COMMAND_MISSING', code: 'FAILED_PRECONDITION' });
  });

  it('kills a command that takes too long, with its children', async () => {
    const start = performance.now();
    const error = await run('sh', ['-c', 'sleep 30 & echo $!; wait'], { timeoutMs: 300 }).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(CommandTimedOutError);
    expect(performance.now() - start).toBeLessThan(5_000);
    const child = Number((error as CommandTimedOutError).stdout);
    // A killed orphan is gone as soon as init has collected it.
    while (alive(child)) await delay(10);
  });

  it('ends when its signal is aborted', async () => {
    const abort = new AbortController();
    const running = run('sleep', ['30'], { timeoutMs, signal: abort.signal });
    abort.abort();
    expect(isCancelled(await running.catch((e: unknown) => e))).toBe(true);
    await expect(run('true', [], { timeoutMs, signal: abort.signal })).rejects.toSatisfy(isCancelled);
  });

  it('does not wait for a daemon that keeps its output open', async () => {
    const start = performance.now();
    const result = await run('sh', ['-c', 'setsid sleep 3 & echo started'], { timeoutMs });
    expect(result.stdout).toBe('started\n');
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('keeps the end of a long output', async () => {
    const result = await run('sh', ['-c', 'seq 1 100000'], { timeoutMs, maxOutputBytes: 12 });
    expect(result.stdout).toBe('9999\n100000\n');
  });
});

/** Whether a process runs; one that ended but was not collected yet does not. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
