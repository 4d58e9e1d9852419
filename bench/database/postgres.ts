/** PostgreSQL as it runs in both containers, and pgbench beside it. */
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../../runtime/command/mod.js';
import { percentile, type Rootfs } from '../frame/mod.js';

/** The one of the applications' tests. */
export const POSTGRES_ROOTFS: Rootfs = { packages: ['postgresql-15'], folder: 'test-postgres' };
export const PORT = 5432;

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const DATA = '/var/lib/postgresql/data';
const SOCKETS = '/run/postgresql';
const AS_POSTGRES = 'chroot --userspec=postgres:postgres /';
/** As Debian has it, but for what comes at its own time and not at that of the load: checkpoints and autovacuum. */
const SETTINGS = ['max_wal_size=4GB', 'checkpoint_timeout=1h', 'autovacuum=off'];
/** Connections of pgbench, and its threads. */
const CLIENTS = ['--client=8', '--jobs=2'];
const LOGS = '/tmp/pgbench';

const START_MS = 60_000;
const FILL_MS = 180_000;
const POLL_MS = 100;
/** Room for pgbench to start and end, milliseconds. */
const AROUND_MS = 60_000;

/** What pgbench says of one run. */
export interface PgbenchFigures {
  readonly tps: number;
  /** Milliseconds of a transaction. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The command of a container: makes a new database and serves it. */
export const START_POSTGRES: readonly string[] = [
  'sh',
  '-c',
  [
    'set -e',
    `mkdir -p ${DATA} ${SOCKETS}`,
    `chown -R postgres:postgres ${DATA} ${SOCKETS}`,
    `${AS_POSTGRES} ${PROGRAMS}/initdb -D ${DATA} -U postgres -A trust >/srv/initdb.log`,
    `exec ${AS_POSTGRES} ${PROGRAMS}/postgres -D ${DATA} -h 0.0.0.0 -k ${SOCKETS} "$@"`,
  ].join('\n'),
  'start',
  ...SETTINGS.flatMap((setting) => ['-c', setting]),
];

/** A PostgreSQL in a container, by its first process’s host pid. Everything is said inside, through its socket: no network is measured. */
export class Postgres {
  readonly #pid: number;

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** Resolves once it serves. */
  async ready(signal: AbortSignal): Promise<void> {
    const until = performance.now() + START_MS;
    for (;;) {
      signal.throwIfAborted();
      const asked = await this.#inside([`${PROGRAMS}/pg_isready`, '-q', '-h', SOCKETS], START_MS, true);
      if (asked.code === 0) return;
      if (performance.now() > until) throw new Error(`PostgreSQL does not serve: ${asked.stderr.trim()}`);
      await delay(POLL_MS, undefined, { signal });
    }
  }

  /** Makes pgbench's tables. @param scale 15 MB of data each */
  async fill(scale: number): Promise<void> {
    await this.#pgbench(['--initialize', '--quiet', `--scale=${scale}`], FILL_MS);
  }

  /** TPC-B-like transactions for so long, after a checkpoint. */
  async measure(seconds: number): Promise<PgbenchFigures> {
    await this.#inside([`${PROGRAMS}/psql`, '-h', SOCKETS, '-U', 'postgres', '-qc', 'CHECKPOINT'], FILL_MS);
    const how = [...CLIENTS, `--time=${seconds}`, '--no-vacuum', '--log', `--log-prefix=${LOGS}`];
    const said = await this.#pgbench(how, seconds * 1000 + AROUND_MS);
    const logs = await this.#inside(['sh', '-c', `cat ${LOGS}.*; rm ${LOGS}.*`], AROUND_MS);
    return { tps: parseTps(said), ...parseLatencies(logs.stdout) };
  }

  async #pgbench(args: readonly string[], timeoutMs: number): Promise<string> {
    const where = ['-h', SOCKETS, '-U', 'postgres', 'postgres'];
    return (await this.#inside([`${PROGRAMS}/pgbench`, ...args, ...where], timeoutMs)).stdout;
  }

  #inside(command: readonly string[], timeoutMs: number, allowFailure = false) {
    return run('nsenter', [`--target=${this.#pid}`, '--all', ...command], {
      ...{ timeoutMs, allowFailure },
      maxOutputBytes: 2 ** 28,
    });
  }
}

/** Pure. @throws when a transaction failed, or it says nothing */
export function parseTps(said: string): number {
  const failed = /^number of failed transactions: (\d+)/m.exec(said)?.[1] ?? '0';
  const tps = /^tps = ([\d.]+)/m.exec(said)?.[1];
  if (tps === undefined || failed !== '0') throw new Error(`pgbench failed: ${said.trim().slice(-500)}`);
  return Number(tps);
}

/** Reads pgbench's log: a line for each transaction, whose third word is how long it took, microseconds. Pure. */
export function parseLatencies(log: string): Pick<PgbenchFigures, 'p50Ms' | 'p99Ms'> {
  const times = log.split('\n').flatMap((line) => {
    const ms = Number(line.split(' ')[2]) / 1000;
    return Number.isNaN(ms) ? [] : [ms];
  });
  return { p50Ms: percentile(times, 50), p99Ms: percentile(times, 99) };
}
