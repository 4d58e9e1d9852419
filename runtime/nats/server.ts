import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CancelledError } from '../errors/mod.js';
import { makePrivateDirectories } from '../config/mod.js';
import type { Logger } from '../log/mod.js';
import { endProcess, findProgram, portHolder } from '../process/mod.js';
import type { NatsConfig } from './config.js';
import { connectNats } from './connection.js';
import { NatsPortInUseError, NatsServerFailedError, NatsServerMissingError } from './errors.js';
import { takePort } from './free-port.js';
import { serverEnvironment } from './server-environment.js';
import { findServer, lastWords, serverFiles, writeServerFiles, type ServerFiles } from './server-files.js';

/** How to start a nats-server. */
export interface NatsServerOptions {
  /** Directory of its streams, made if it is not there. At most one server works on it: a leftover one is ended. */
  readonly storeDir: string;
  /** Port of 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** What lets clients in. Give the same again when starting again, so that clients find back. Default: a new one. */
  readonly token?: string | undefined;
  /** Its log. Default: nats-server.log in the store directory. */
  readonly logPath?: string | undefined;
  /** End it (SIGTERM) when the thread that started it dies, however it dies. Default false: it outlives its parent. */
  readonly diesWithParent?: boolean | undefined;
  /** Time until it must answer, milliseconds; reading many streams back takes long. Default 30 s. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly log?: Logger | undefined;
  /** Where programs are looked for. Default: PATH of this process. */
  readonly path?: string | undefined;
}

/** A nats-server that answers. */
export interface RunningNatsServer {
  /** What clients need; what nats.json should hold. */
  readonly config: NatsConfig;
  readonly pid: number;
  readonly port: number;
  /** Resolves when it has ended, whatever the cause, with it in words: `with code 1`, `by SIGKILL`. */
  readonly ended: Promise<string>;
  /** SIGTERM, and SIGKILL after `graceMs`. Resolves when it has ended. What was acknowledged is on disk. */
  stop(graceMs: number): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 30_000;
/** A leftover server gets this long to close its streams before it is killed, milliseconds. */
const LEFTOVER_GRACE_MS = 10_000;
/** Between two attempts to connect to a server that starts, milliseconds. */
const CONNECT_INTERVAL_MS = 25;

/**
 * Starts a nats-server with JetStream on loopback and returns when it lets clients in. The caller must be the only one
 * who starts servers on this store: one that is found working on it is taken for a leftover and ended.
 * @throws NatsServerMissingError, NatsPortInUseError, NatsStoreNotWritableError, NatsServerFailedError, CancelledError
 */
export async function startNatsServer(options: NatsServerOptions): Promise<RunningNatsServer> {
  const { log, signal } = options;
  const program = await findProgram('nats-server', options.path);
  if (program === undefined) throw new NatsServerMissingError();
  const storeDir = resolve(options.storeDir);
  const files = serverFiles(storeDir, resolve(options.logPath ?? join(storeDir, 'nats-server.log')));

  const leftover = await findServer(files);
  if (leftover !== undefined) {
    log?.warn({ pid: leftover.pid }, 'ending the nats-server that an earlier run left behind');
    await endProcess(leftover, LEFTOVER_GRACE_MS);
  }
  const port = await takePort(options.port);
  const token = options.token ?? randomBytes(24).toString('hex');
  await writeServerFiles(files, port, token);
  const { child, ended } = await launch(program, files, options.diesWithParent ?? false);
  const stop = async (graceMs: number): Promise<void> => {
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(force);
  };
  const config: NatsConfig = { servers: [`127.0.0.1:${port}`], token, storeDir };
  try {
    await answered(config, ended, files, options.timeoutMs ?? DEFAULT_TIMEOUT_MS, signal);
  } catch (error) {
    await stop(0);
    const holder = await portHolder(port);
    // Between our look and its start somebody else took it.
    if (holder !== undefined) throw new NatsPortInUseError(port, holder, error);
    throw error;
  }
  log?.info({ pid: child.pid, port, storeDir }, 'nats-server answers');
  return { config, pid: child.pid!, port, ended, stop };
}

interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
}

async function launch(program: string, files: ServerFiles, diesWithParent: boolean): Promise<Launched> {
  makePrivateDirectories(dirname(files.logPath));
  // What it says before it opens its log goes there too.
  const output = await open(files.logPath, 'a', 0o600);
  try {
    const command = [program, '-c', files.configPath];
    if (diesWithParent) command.unshift('setpriv', '--pdeathsig', 'TERM', '--');
    const child = spawn(command[0]!, command.slice(1), {
      // A session of its own: Ctrl-C is for the one who started it, who then stops things in order.
      detached: true,
      env: serverEnvironment(process.env, availableParallelism()),
      stdio: ['ignore', output.fd, output.fd],
    });
    // Listened for before anything is waited for: it may end at once.
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal === null ? `with code ${code}` : `by ${signal}`));
    });
    await once(child, 'spawn');
    if (!diesWithParent) child.unref();
    return { child, ended };
  } catch (error) {
    throw new NatsServerFailedError('cannot be started', String(error), files.logPath, error);
  } finally {
    await output.close();
  }
}

/** Waits until a client is let in: only then does JetStream have its streams back. */
async function answered(
  config: NatsConfig,
  ended: Promise<string>,
  files: ServerFiles,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let how: string | undefined;
  void ended.then((words) => (how = words));
  const until = performance.now() + timeoutMs;
  for (;;) {
    if (signal?.aborted) throw new CancelledError('Starting nats-server was cancelled.', signal.reason);
    const failure = await connectNats(config, 'parikshan-start', { timeoutMs: 1_000 }).then(
      (connection) => void connection.close(),
      (error: unknown) => error,
    );
    if (how !== undefined)
      throw new NatsServerFailedError(`ended ${how}`, await lastWords(files), files.logPath);
    if (failure === undefined) return;
    if (performance.now() >= until)
      throw new NatsServerFailedError(
        `does not answer after ${timeoutMs} ms`,
        await lastWords(files),
        files.logPath,
        failure,
      );
    await delay(CONNECT_INTERVAL_MS);
  }
}
