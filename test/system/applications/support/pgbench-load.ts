import { run } from '../../../../runtime/command/mod.js';
import { ClientProgram } from './client-program.js';
import type { Load } from './clone-under-load.js';

const PROGRAM = '/usr/lib/postgresql/15/bin/pgbench';
/** It is stopped long before, seconds. */
const LONGEST_S = 3600;
const PREPARE_MS = 60_000;
const PROGRESS = /^progress: [\d.]+ s, ([\d.]+) tps/;
const FAILED = /^number of failed transactions: (?!0 )/;

export interface PgbenchOptions {
  /** Path of a root filesystem that has it. */
  readonly rootfs: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Connections. */
  readonly clients: number;
  /** Transactions a second, of all of them: a load that takes all of the machine would measure nothing but itself. */
  readonly rate: number;
  /** More for its command line, e.g. `--select-only`. */
  readonly options?: readonly string[];
}

/** pgbench against a database of its own. */
export class PgbenchLoad implements Load {
  readonly errors: unknown[] = [];
  readonly #program: ClientProgram;
  #done = 0;

  /** Makes the tables, and begins. */
  static async start(options: PgbenchOptions): Promise<PgbenchLoad> {
    const prepare = [PROGRAM, ...server(options), '--initialize', '--quiet'];
    await run('chroot', [options.rootfs, ...prepare], { timeoutMs: PREPARE_MS });
    return new PgbenchLoad(options);
  }

  private constructor(given: PgbenchOptions) {
    const { rootfs, clients, rate, options = [] } = given;
    const how = [
      `--client=${clients}`,
      `--rate=${rate}`,
      `--time=${LONGEST_S}`,
      '--progress=1',
      '--no-vacuum',
    ];
    this.#program = new ClientProgram(
      rootfs,
      [PROGRAM, ...how, ...options, ...server(given)],
      (line) => this.#heard(line),
      (error) => this.errors.push(error),
    );
  }

  /** As its reports of each second say, rounded down. */
  get done(): number {
    return Math.floor(this.#done);
  }

  async stop(): Promise<void> {
    // What ends its --time, too: each client ends its transaction and its connection.
    this.#program.signal('SIGALRM');
    await this.#program.ended();
  }

  #heard(line: string): void {
    this.#done += Number(PROGRESS.exec(line)?.[1] ?? 0);
    if (FAILED.test(line)) this.errors.push(new Error(line));
  }
}

function server({ host, port, user, database }: PgbenchOptions): string[] {
  return [`--host=${host}`, `--port=${port}`, `--username=${user}`, database];
}
