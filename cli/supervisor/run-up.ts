import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoleName } from '../../runtime/config/mod.js';
import { ROLES } from '../../runtime/config/mod.js';
import { identifyProcess } from '../../runtime/process/mod.js';
import { checkLocally } from '../checks/mod.js';
import { EXIT } from '../exit-codes.js';
import type { Installation } from '../installation.js';
import type { Interrupts } from '../interrupts.js';
import { AlreadyUpError } from './errors.js';
import { takeExclusiveLock } from './exclusive-lock.js';
import { keepRunning } from './keep-running.js';
import type { KeptProcess } from './keep-running.js';
import { clearLeftovers } from './leftovers.js';
import { logSize, rotateLog } from './log-file.js';
import { natsStarter } from './nats-process.js';
import { logPath, prepareToStart } from './prepare.js';
import { waitForHost, waitForRole } from './readiness.js';
import type { StartedRole } from './readiness.js';
import type { Reporter } from './reporter.js';
import { startRole } from './role-process.js';
import { showRoleLogs } from './role-logs.js';
import { readUpRecord, removeUpRecord, writeUpRecord } from './up-record.js';
import type { UpRecord } from './up-record.js';

/** How to run everything on this machine. */
export interface UpOptions {
  readonly installation: Installation;
  readonly env: NodeJS.ProcessEnv;
  readonly natsPort: number;
  readonly interrupts: Interrupts;
  readonly reporter: Reporter;
  /** Show all lines of the roles' logs. */
  readonly verbose: boolean;
  /** Called once, when every role serves and the coordinator knows this host. */
  readonly ready: () => Promise<void>;
}

/** A role drains for up to 10 s and leaves by force 2 s later (runtime/lifecycle). */
const ROLE_GRACE_MS = 15_000;
const NATS_GRACE_MS = 10_000;
/** Feeders first, what they stand on last. */
const STOP_ORDER: readonly RoleName[] = ['proxy', 'agent', 'coordinator'];

/**
 * Starts everything, keeps it running until a signal comes, then ends it in order. A second signal ends it at once.
 * @throws AlreadyUpError, CannotStartHereError, StartFailedError, and what starting nats-server throws
 */
export async function runUp(options: UpOptions): Promise<void> {
  const { installation, env } = options;
  const { stateDir, runDir } = installation;
  await prepareToStart(installation, env);
  const lock = await takeExclusiveLock([join(stateDir, 'up.lock'), join(runDir, 'up.lock')]);
  if (lock === undefined) throw new AlreadyUpError(stateDir, runDir, (await readUpRecord(runDir))?.pid);
  try {
    await clearLeftovers(await readUpRecord(runDir), runDir, (text) => options.reporter.say(text));
    await warnOfMissing(options);
    await superviseAll(options);
  } finally {
    await lock.release();
  }
}

/** Clones need more than `up` does: what is missing is said now and does not hinder. */
async function warnOfMissing({ installation, env, reporter }: UpOptions): Promise<void> {
  for (const { ok, message, remedy } of await checkLocally(installation, env)) {
    if (!ok) reporter.warn(`${message} ${remedy}`);
  }
}

async function superviseAll(options: UpOptions): Promise<void> {
  const { installation, interrupts, reporter, env, natsPort } = options;
  const { stateDir, runDir } = installation;
  const kept = new Map<string, KeptProcess>();
  const stop = new AbortController();
  const giveBack = interrupts.takeOver((signal) => {
    if (!stop.signal.aborted) return stop.abort(new Error(signal));
    kept.forEach((process) => process.kill());
    process.exit(EXIT.interrupted);
  });

  const self = await identifyProcess(process.pid);
  const startedAt = new Date().toISOString();
  let ready = false;
  let writing = Promise.resolve();
  // One write after the other: the record that stays is the latest.
  const record = (): Promise<void> => {
    writing = writing.then(async () => {
      const children = [...kept.values()].map((process) => process.record());
      const now: UpRecord = {
        pid: process.pid,
        startTicks: self?.startTicks ?? 0,
        stateDir,
        natsPort,
        startedAt,
        ready,
        children,
      };
      await writeUpRecord(runDir, now).catch((error: unknown) =>
        reporter.warn(`Cannot write up.json: ${String(error)}`),
      );
    });
    return writing;
  };
  const keep = async (
    name: string,
    start: Parameters<typeof keepRunning>[0]['start'],
  ): Promise<KeptProcess> => {
    const process = await keepRunning({
      name,
      start,
      say: (text) => reporter.say(text),
      changed: () => void record(),
    });
    kept.set(name, process);
    await record();
    return process;
  };

  let logs: { close(): void } | undefined;
  try {
    await record();
    reporter.say('Starting nats-server, coordinator, agent and proxy...');
    await keep(
      'nats-server',
      natsStarter(installation, natsPort, env, (text) => reporter.say(text)),
    );
    const started: StartedRole[] = [];
    for (const role of ROLES) {
      const path = logPath(stateDir, role);
      await rotateLog(path);
      const logStart = await logSize(path);
      const process = await keep(role, () => startRole({ role, stateDir, runDir, logPath: path, env }));
      started.push({ role, kept: process, logPath: path, logStart });
    }
    logs = await showRoleLogs(started, reporter, options.verbose);
    await Promise.all(started.map((role) => waitForRole(role, runDir, stop.signal)));
    await waitForHost(runDir, logPath(stateDir, 'coordinator'), stop.signal);
    ready = true;
    await record();
    await options.ready();
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
  } catch (error) {
    // Asked to stop while starting: that is no failure.
    if (!stop.signal.aborted) throw error;
  } finally {
    if (stop.signal.aborted) reporter.say('Going down; production containers go on.');
    await endAll(kept);
    logs?.close();
    giveBack();
    await writing;
    await removeUpRecord(runDir);
    await rm(installation.natsConfigPath, { force: true });
  }
  reporter.say('Down.');
}

async function endAll(kept: ReadonlyMap<string, KeptProcess>): Promise<void> {
  for (const role of STOP_ORDER) await kept.get(role)?.stop(ROLE_GRACE_MS);
  await kept.get('nats-server')?.stop(NATS_GRACE_MS);
}
