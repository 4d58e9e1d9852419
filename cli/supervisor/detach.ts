import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Installation } from '../installation.js';
import { BackgroundEndedError } from './errors.js';
import { logSize, logTail, openLog, rotateLog } from './log-file.js';
import { logPath } from './prepare.js';
import { programScript } from './role-process.js';
import type { FailureReport } from '../failure-report.js';

/** Tells an `up` that its parent waits on the other end of its IPC channel. */
export const REPORT_ENV = 'PARIKSHAN_UP_REPORT';

/** What an `up` in the background tells the one that started it; exactly one of these. */
export type BackgroundReport =
  | { readonly kind: 'ready'; readonly pid: number }
  | { readonly kind: 'failed'; readonly report: FailureReport };

/** Tells the parent, if one waits, and lets go of the channel. */
export async function reportToParent(report: BackgroundReport): Promise<void> {
  if (process.env[REPORT_ENV] !== 'ipc' || process.send === undefined || !process.connected) return;
  await new Promise<void>((resolve) => process.send?.(report, undefined, {}, () => resolve()));
  if (process.connected) process.disconnect();
}

const TAIL_LINES = 10;

/**
 * Starts `up` again, in the background: a session of its own, no terminal, its words into STATE/log/up.log. Resolves
 * with what it reports.
 * @throws BackgroundEndedError when it ends without a report
 */
export async function startInBackground(
  installation: Installation,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<BackgroundReport> {
  const path = logPath(installation.stateDir, 'up');
  await rotateLog(path);
  const start = await logSize(path);
  const log = await openLog(path);
  const { stateDir, runDir } = installation;
  const child = spawn(
    process.execPath,
    [programScript(), 'up', `--state-dir=${stateDir}`, `--run-dir=${runDir}`, ...args],
    {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
      env: { ...env, [REPORT_ENV]: 'ipc' },
    },
  );
  await log.close();
  // Ctrl-C while it starts means that it is not wanted.
  const abandon = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', abandon, { once: true });
  try {
    const report = once(child, 'message').then(([message]) => message as BackgroundReport);
    const end = once(child, 'exit').then(
      ([code, by]) => ({ kind: 'ended', how: by === null ? `with code ${code}` : `by ${by}` }) as const,
    );
    const first = await Promise.race([report, end]);
    signal.throwIfAborted();
    if (first.kind !== 'ended') return first;
    throw new BackgroundEndedError(first.how, path, await logTail(path, start, TAIL_LINES));
  } finally {
    signal.removeEventListener('abort', abandon);
    if (child.connected) child.disconnect();
    child.unref();
  }
}
