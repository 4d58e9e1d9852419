import type { RoleName } from '../../runtime/config/mod.js';
import { connect, waitUntilServing } from '../../runtime/grpc/mod.js';
import { pause } from '../operation/mod.js';
import { StartFailedError } from './errors.js';
import type { KeptProcess } from './keep-running.js';
import { logTail } from './log-file.js';
import { readableLogLine } from './log-line.js';
import { roleTarget } from './role-process.js';

/** What a role may take to serve. The agent's first start makes and mounts a pool. */
const SERVING_TIMEOUT_MS = 60_000;
/** Roles that serve say so to the coordinator at once. */
const REGISTERED_TIMEOUT_MS = 20_000;
const LOOK_MS = 100;
const CALL_TIMEOUT_MS = 2_000;
const TAIL_LINES = 8;

const SERVICES = { coordinator: 'CoordinatorService', agent: 'AgentService', proxy: 'ProxyService' } as const;

/** A role that was started, and where its log of this start begins. */
export interface StartedRole {
  readonly role: RoleName;
  readonly kept: KeptProcess;
  readonly logPath: string;
  /** Size of the log before the start, bytes. */
  readonly logStart: number;
}

/**
 * Waits until a role says that it serves.
 * @throws StartFailedError, with the end of its log, when it ends first or takes too long
 */
export async function waitForRole(started: StartedRole, runDir: string, signal: AbortSignal): Promise<void> {
  const { role, kept, logPath, logStart } = started;
  const over = new AbortController();
  const serving = waitUntilServing(SERVICES[role], roleTarget(runDir, role), {
    timeoutMs: SERVING_TIMEOUT_MS,
    signal: AbortSignal.any([signal, over.signal]),
  });
  try {
    const ended = await Promise.race([serving.then(() => undefined), kept.firstEnd]);
    if (ended !== undefined) {
      signal.throwIfAborted();
      const tail = (await logTail(logPath, logStart, TAIL_LINES)).map(readableLogLine);
      throw new StartFailedError(role, `ended ${ended} before it was ready`, logPath, tail);
    }
  } finally {
    over.abort(new Error('no longer awaited'));
    serving.catch(() => undefined);
  }
}

/** Waits until agent and proxy of this machine are known to the coordinator: before that it has no host to work with. */
export async function waitForHost(
  runDir: string,
  coordinatorLog: string,
  signal: AbortSignal,
): Promise<void> {
  const coordinator = connect('CoordinatorService', roleTarget(runDir, 'coordinator'));
  const deadline = Date.now() + REGISTERED_TIMEOUT_MS;
  try {
    while (Date.now() < deadline) {
      const { hosts } = await coordinator.getStatus({}, { timeoutMs: CALL_TIMEOUT_MS, signal });
      if (hosts.some((host) => host.agentAlive && host.proxyAlive)) return;
      await pause(LOOK_MS, signal);
    }
    throw new StartFailedError('coordinator', 'has not heard from agent and proxy', coordinatorLog, []);
  } finally {
    coordinator.close();
  }
}
