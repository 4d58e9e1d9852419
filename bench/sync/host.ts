/** One host: its agent, with a pool of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { copyFile, constants, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closePool, unmount } from '../../agent/disk/mod.js';
import { clonePaths, imageAreaDir } from '../../agent/freeze/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';
import { connect, waitUntilServing, type Client } from '../../runtime/grpc/mod.js';
import { readStat, TICKS_PER_SECOND } from '../../runtime/process/mod.js';

const SERVE_TIMEOUT_MS = 60_000;

/** What an agent has used since it began. */
export interface Used {
  /** Bytes written to sockets and files. */
  readonly written: number;
  /** Seconds on a processor. */
  readonly busySeconds: number;
}

export class Host {
  readonly stateDir: string;
  readonly runDir: string;
  readonly client: Client<'AgentService'>;
  readonly #agent: ChildProcess;

  private constructor(stateDir: string, runDir: string, agent: ChildProcess) {
    this.stateDir = stateDir;
    this.runDir = runDir;
    this.#agent = agent;
    this.client = connect('AgentService', this.target);
  }

  static async start(stateDir: string, runDir: string): Promise<Host> {
    const program = join(packageRoot(), 'bin', 'parikshan');
    const options = ['agent', '--state-dir', stateDir, '--run-dir', runDir];
    const agent = spawn(process.execPath, [program, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
    agent.stderr.pipe(createWriteStream(`${runDir}.log`));
    const host = new Host(stateDir, runDir, agent);
    await waitUntilServing('AgentService', host.target, { timeoutMs: SERVE_TIMEOUT_MS });
    return host;
  }

  get target(): string {
    return `unix:${this.runDir}/agent.sock`;
  }

  get pool(): string {
    return join(this.stateDir, 'pool');
  }

  snapshot(clone: string): string {
    return clonePaths(this.runDir, this.pool, clone).snapshot;
  }

  /** Makes a clone of an image, as a freeze would leave it. */
  async hold(clone: string, image: string, createdAt: string): Promise<void> {
    const { snapshotDir, workDir, imagesDir, snapshot, recordPath } = clonePaths(
      this.runDir,
      this.pool,
      clone,
    );
    for (const folder of [snapshotDir, workDir, imagesDir])
      await mkdir(folder, { recursive: true, mode: 0o700 });
    await copyFile(image, snapshot, constants.COPYFILE_FICLONE_FORCE);
    const record = {
      ...{ clone, instance: 'bench', createdAt, address: '10.0.0.2', gateway: '10.0.0.1', ociSpec: {} },
      imageBytes: 0,
    };
    await writeFile(recordPath, JSON.stringify(record));
  }

  /** @throws when it has ended */
  async used(): Promise<Used> {
    const { pid } = this.#agent;
    const [io, stat] = await Promise.all([readFile(`/proc/${pid}/io`, 'utf8'), readStat(pid!)]);
    if (stat === undefined) throw new Error(`the agent (process ${pid}) has ended`);
    const ticks = stat.userTicks + stat.systemTicks;
    return { written: Number(/^wchar: (\d+)/m.exec(io)?.[1]), busySeconds: ticks / TICKS_PER_SECOND };
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.#agent.exitCode !== null || this.#agent.signalCode !== null) return;
    const ended = once(this.#agent, 'exit');
    this.#agent.kill('SIGTERM');
    await ended;
  }
}

/** Removes what a host at this place has on the machine. No agent may run. */
export async function clearHost(stateDir: string, runDir: string): Promise<void> {
  await unmount(imageAreaDir(runDir));
  await closePool(stateDir);
}
