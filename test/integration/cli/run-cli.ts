import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../../../runtime/config/mod.js';

/** What a command line left. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line that runs. */
export interface RunningCli {
  readonly child: ChildProcess;
  /** Resolves when stdout or stderr has shown a text. */
  shows(text: string): Promise<void>;
  readonly result: Promise<CliResult>;
}

/** Path of the built command. */
export const PARIKSHAN = join(packageRoot(), 'bin', 'parikshan');

/** Starts the built command with pipes for its streams. `input` is its stdin, which is then closed. */
export function startCli(args: readonly string[], input?: string, env: NodeJS.ProcessEnv = {}): RunningCli {
  return watchProcess(process.execPath, [PARIKSHAN, ...args], input, env);
}

/** Starts the built command on a terminal of its own, by way of script(1). */
export function startCliOnTerminal(args: readonly string[], input?: string): RunningCli {
  const line = [process.execPath, PARIKSHAN, ...args].map((word) => `'${word}'`).join(' ');
  return watchProcess('script', ['-qefc', line, '/dev/null'], input, { TERM: 'xterm', NO_COLOR: '1' });
}

function watchProcess(
  file: string,
  args: readonly string[],
  input: string | undefined,
  env: NodeJS.ProcessEnv,
): RunningCli {
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  const grew = (): void => waiting.forEach((look) => look());
  child.stdout.setEncoding('utf8').on('data', (text: string) => ((stdout += text), grew()));
  child.stderr.setEncoding('utf8').on('data', (text: string) => ((stderr += text), grew()));
  if (input !== undefined) child.stdin.end(input);
  const result = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return {
    child,
    result,
    async shows(text) {
      const shown = new Promise<void>((resolve) => {
        const look = (): void => {
          if (stdout.includes(text) || stderr.includes(text)) resolve();
        };
        waiting.add(look);
        look();
      });
      const ended = result.then((r) => {
        if (!r.stdout.includes(text) && !r.stderr.includes(text)) {
          throw new Error(`It ended without showing "${text}": ${JSON.stringify(r)}`);
        }
      });
      await Promise.race([shown, ended]);
    },
  };
}

/** Runs the built command to its end. */
export function runCli(args: readonly string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  return startCli(args, input, env).result;
}
