import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRootfs, type Rootfs } from '../../../../bench/frame/mod.js';
import { run } from '../../../../runtime/command/mod.js';
import { ClientProgram } from './client-program.js';
import type { Load } from './clone-under-load.js';

const ROOTFS: Rootfs = { packages: ['sysbench'], folder: 'test-sysbench' };
const SCRIPT = '/tmp/by-turns.lua';
const DONE = 'turn done';
/** Between a transaction and the next; see HttpLoad. */
const THINK_MS = 20;
const PREPARE_MS = 60_000;

/**
 * One of sysbench's own workloads, a transaction for each line of input; it ends cleanly where the input does. By itself
 * sysbench ends after a time or a number of transactions, and neither is known when a clone begins.
 */
const byTurns = (workload: string) => `
require("${workload}")
local transaction = event
local due = false
function event()
  -- sysbench calls again for a transaction that ended in a deadlock.
  if not due and io.read() == nil then return true end
  due = true
  transaction()
  due = false
  io.write("${DONE}\\n")
  io.flush()
end
`;

export interface SysbenchOptions {
  readonly host: string;
  readonly port: number;
  /** An empty database of its own for each load: what several write to, they would write in any order. */
  readonly database: string;
  readonly user: string;
  /** Name of a workload, e.g. `oltp_read_write`. */
  readonly workload: string;
  /** Connections. */
  readonly threads: number;
}

const TABLES = ['--tables=2', '--table-size=1000'];

/** sysbench against a MariaDB. Any error that it meets ends it. */
export class SysbenchLoad implements Load {
  done = 0;
  readonly errors: unknown[] = [];
  readonly #program: ClientProgram;
  #stopped = false;

  /** Makes the tables, and begins. */
  static async start(options: SysbenchOptions): Promise<SysbenchLoad> {
    const rootfs = await makeRootfs(ROOTFS);
    writeFileSync(join(rootfs, SCRIPT), byTurns(options.workload));
    // A test that is tried again finds the tables of the first time.
    for (const step of ['cleanup', 'prepare'])
      await run('chroot', [rootfs, ...commandLine(options, step)], { timeoutMs: PREPARE_MS });
    return new SysbenchLoad(rootfs, options);
  }

  private constructor(rootfs: string, options: SysbenchOptions) {
    const command = commandLine(options, 'run');
    this.#program = new ClientProgram(
      rootfs,
      command,
      (line) => this.#heard(line),
      (error) => this.errors.push(error),
    );
    for (let thread = 0; thread < options.threads; thread += 1) this.#turn();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#program.closeInput();
    await this.#program.ended();
  }

  #heard(line: string): void {
    if (line !== DONE) return;
    this.done += 1;
    setTimeout(() => this.#turn(), THINK_MS);
  }

  #turn(): void {
    if (!this.#stopped) this.#program.write('\n');
  }
}

function commandLine({ host, port, database, user, threads }: SysbenchOptions, command: string): string[] {
  const server = [
    `--mysql-host=${host}`,
    `--mysql-port=${port}`,
    `--mysql-user=${user}`,
    `--mysql-db=${database}`,
  ];
  return [
    'sysbench',
    SCRIPT,
    '--db-driver=mysql',
    ...server,
    ...TABLES,
    `--threads=${threads}`,
    '--time=0',
    command,
  ];
}
