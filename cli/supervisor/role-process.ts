import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../../runtime/config/mod.js';
import type { RoleName } from '../../runtime/config/mod.js';
import { SUPERVISED_ENV } from '../../runtime/lifecycle/mod.js';
import { identifyProcess } from '../../runtime/process/mod.js';
import { rolePath } from '../checks/mod.js';
import { openLog } from './log-file.js';
import type { ManagedProcess } from './managed-process.js';

/** How to start a role. */
export interface RoleSpec {
  readonly role: RoleName;
  readonly stateDir: string;
  readonly runDir: string;
  readonly logPath: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The script that every role and command is started by. */
export function programScript(): string {
  return join(packageRoot(), 'bin', 'parikshan');
}

/** Where a role of a machine that `up` runs is reached. */
export function roleTarget(runDir: string, role: RoleName): string {
  return `unix:${join(runDir, `${role}.sock`)}`;
}

/** Arguments after node; also how a leftover is recognised. */
export function roleArguments(role: RoleName, stateDir: string, runDir: string): readonly string[] {
  return [
    programScript(),
    role,
    `--state-dir=${stateDir}`,
    `--run-dir=${runDir}`,
    `--listen=${roleTarget(runDir, role)}`,
    `--coordinator=${roleTarget(runDir, 'coordinator')}`,
    `--nats-config=${join(runDir, 'nats.json')}`,
  ];
}

function endInWords(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `with code ${code ?? 'unknown'}` : `by ${signal}`;
}

/**
 * Starts a role. It holds the other end of our pipe as its stdin: when this process dies in any way, the pipe closes
 * and the role leaves. It has a session of its own, so that Ctrl-C reaches us alone and we can end roles in order.
 */
export async function startRole(spec: RoleSpec): Promise<ManagedProcess> {
  const log = await openLog(spec.logPath);
  try {
    const child = spawn(process.execPath, roleArguments(spec.role, spec.stateDir, spec.runDir), {
      cwd: '/',
      detached: true,
      stdio: ['pipe', log.fd, log.fd],
      env: { ...spec.env, PATH: rolePath(spec.env), [SUPERVISED_ENV]: '1' },
    });
    child.stdin?.on('error', () => undefined);
    const ended = once(child, 'exit').then(
      ([code, signal]) => endInWords(code as number | null, signal as NodeJS.Signals | null),
      (error: unknown) => `without starting: ${error instanceof Error ? error.message : String(error)}`,
    );
    const pid = child.pid ?? 0;
    const startTicks = (await identifyProcess(pid))?.startTicks ?? 0;
    return {
      pid,
      startTicks,
      ended,
      async stop(graceMs) {
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
        await ended;
        clearTimeout(timer);
      },
    };
  } finally {
    await log.close();
  }
}
