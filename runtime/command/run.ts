import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import {
  CancelledError,
  CommandFailedError,
  CommandMissingError,
  CommandTimedOutError,
  commandLine,
} from '../errors/mod.js';
import { OutputBuffer } from './output-buffer.js';

/** How to run a command. */
export interface RunOptions {
  /** Longest time it may take, milliseconds; then it is killed with all its children. */
  readonly timeoutMs: number;
  /** Written to its stdin, which is then closed. Without it stdin is /dev/null. */
  readonly input?: string | Uint8Array | undefined;
  /** Kills it with all its children when aborted; `run` then throws CancelledError. */
  readonly signal?: AbortSignal | undefined;
  /** Its whole environment; default: this process's own with LC_ALL=C, so that output can be parsed. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly cwd?: string | undefined;
  /** Return a code other than 0 instead of throwing CommandFailedError. */
  readonly allowFailure?: boolean | undefined;
  /** Most bytes kept of stdout and of stderr each, the last ones. Default 16 MiB. */
  readonly maxOutputBytes?: number | undefined;
}

/** What a command left. */
export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code; 128 + signal number when a signal ended it. */
  readonly code: number;
}

const DEFAULT_MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
/**
 * How long output is awaited after the program itself has ended, milliseconds. A daemon it left behind may hold the
 * pipes open for as long as it lives (conmon does), so their end cannot be waited for without a bound.
 */
const OUTPUT_GRACE_MS = 250;

/**
 * Runs a program to its end, without a shell.
 * @throws CommandFailedError on a code other than 0, CommandMissingError when it cannot be started, CommandTimedOutError
 * after `timeoutMs`, CancelledError when `signal` is aborted
 */
export async function run(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  if (options.signal?.aborted)
    throw new CancelledError(`\`${file}\` was not started.`, options.signal.reason);
  const limit = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES;
  const stdout = new OutputBuffer(limit);
  const stderr = new OutputBuffer(limit);
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env ?? { ...process.env, LC_ALL: 'C' },
    // A process group of its own, so that a kill reaches its children too.
    detached: true,
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', (chunk: Buffer) => stdout.add(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.add(chunk));
  // A program that ends without reading its input breaks the pipe; its exit code tells the story.
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input);

  let ended: 'timeout' | 'signal' | undefined;
  const end = (why: 'timeout' | 'signal'): void => {
    ended ??= why;
    killGroup(child);
  };
  const timer = setTimeout(() => end('timeout'), options.timeoutMs);
  const onAbort = (): void => end('signal');
  options.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const exitCode = await exit(child);
    await outputEnd(child);
    const failure = { file, args, exitCode, stdout: stdout.text(), stderr: stderr.text() };
    if (ended === 'timeout')
      throw new CommandTimedOutError({ ...failure, exitCode: undefined }, options.timeoutMs);
    if (ended === 'signal')
      throw new CancelledError(`\`${commandLine(file, args)}\` was cancelled.`, options.signal?.reason);
    if (exitCode !== 0 && !options.allowFailure) throw new CommandFailedError(failure);
    return { stdout: failure.stdout, stderr: failure.stderr, code: exitCode };
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new CommandMissingError({ file, args, stdout: '', stderr: '', cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

/** Waits until the program itself ends; rejects with Node's spawn error when it cannot be started. */
async function exit(child: ChildProcess): Promise<number> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

/** Waits for the end of both pipes, or for the grace; then lets go of them. */
async function outputEnd(child: ChildProcess): Promise<void> {
  const pipes = [child.stdout, child.stderr].filter((pipe) => pipe !== null && !pipe.closed);
  const grace = AbortSignal.timeout(OUTPUT_GRACE_MS);
  await Promise.all(
    pipes.map((pipe) => once(pipe!, 'close', { signal: grace }).catch(() => pipe!.destroy())),
  );
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already, or exec has not happened yet and there is none.
    child.kill('SIGKILL');
  }
}
