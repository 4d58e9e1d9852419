/** Two agents, each with a pool of its own, and a disk that both hold and that changes on one of them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { copyFile, constants, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closePool, imagePath, unmount } from '../../agent/disk/mod.js';
import { clonePaths, imageAreaDir } from '../../agent/freeze/mod.js';
import type { TransferPart__Output } from '../../proto/gen/parikshan/v1/TransferPart.js';
import { run } from '../../runtime/command/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';
import { connect, waitUntilServing, type Client } from '../../runtime/grpc/mod.js';
import { forgetRange } from '../../runtime/linux/mod.js';
import type { BenchPlace } from '../frame/mod.js';

const SERVE_TIMEOUT_MS = 60_000;
const COPY_TIMEOUT_MS = 600_000;
const FETCH_TIMEOUT_MS = 600_000;
const BLOCK_BYTES = 4096;
const WRITE_BYTES = 2 ** 20;
/** Ticks of the clock in /proc/PID/stat a second: USER_HZ, the same on all of Linux. */
const TICKS_A_SECOND = 100;

/** A host: its agent. */
class Host {
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

  /** Bytes that the agent has written to sockets and files, and seconds that it was on a processor. */
  async used(): Promise<{ written: number; busySeconds: number }> {
    const [io, stat] = await Promise.all([
      readFile(`/proc/${this.#agent.pid}/io`, 'utf8'),
      readFile(`/proc/${this.#agent.pid}/stat`, 'utf8'),
    ]);
    // Fields 14 and 15, counted behind the name, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { written: Number(/^wchar: (\d+)/m.exec(io)?.[1]), busySeconds: ticks / TICKS_A_SECOND };
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.#agent.exitCode !== null || this.#agent.signalCode !== null) return;
    const ended = once(this.#agent, 'exit');
    this.#agent.kill('SIGTERM');
    await ended;
  }
}

/** Removes what both hosts have on the machine. No agent may run. */
export async function clearHosts(place: BenchPlace): Promise<void> {
  for (const name of ['source', 'target']) {
    await unmount(imageAreaDir(join(place.runDir, name)));
    await closePool(join(place.stateDir, name));
  }
}

export class Hosts {
  readonly source: Host;
  readonly target: Host;
  readonly #disk: string;
  readonly #bytes: number;
  #round = 0;

  private constructor(source: Host, target: Host, disk: string, bytes: number) {
    this.source = source;
    this.target = target;
    this.#disk = disk;
    this.#bytes = bytes;
  }

  /** Both agents serve, and both hold clone `bench-0` of a disk full of data. */
  static async start(place: BenchPlace, bytes: number): Promise<Hosts> {
    const at = (folder: string, name: string) => join(folder, name);
    for (const folder of [place.stateDir, place.runDir])
      await mkdir(folder, { recursive: true, mode: 0o711 });
    const start = (name: string) => Host.start(at(place.stateDir, name), at(place.runDir, name));
    const source = await start('source');
    const target = await start('target').catch(async (error: unknown) => {
      await source.stop();
      throw error;
    });
    try {
      const [disk, copy] = [source, target].map(({ pool }) => imagePath(join(pool, 'instances')));
      await fill(disk!, bytes);
      await run('cp', [disk!, copy!], { timeoutMs: COPY_TIMEOUT_MS });
      const createdAt = new Date().toISOString();
      await source.hold('bench-0', disk!, createdAt);
      await target.hold('bench-0', copy!, createdAt);
      await rm(copy!);
      return new Hosts(source, target, disk!, bytes);
    } catch (error) {
      await Promise.all([source.stop(), target.stop()]);
      throw error;
    }
  }

  /** Clone of this round, and of the one before, which both hosts hold. */
  get clone(): string {
    return `bench-${this.#round}`;
  }

  get base(): string {
    return `bench-${this.#round - 1}`;
  }

  /** Changes the disk at so many places, one in each part of it at random, and makes the round's clone. Answers the bytes. */
  async change(round: number, places: number, placeBytes: number): Promise<number> {
    this.#round = round;
    const file = await open(this.#disk, 'r+');
    try {
      const blocks = Math.floor(this.#bytes / places / BLOCK_BYTES);
      for (let place = 0; place < places; place += 1) {
        const room = blocks - placeBytes / BLOCK_BYTES;
        const offset = (place * blocks + Math.floor(Math.random() * room)) * BLOCK_BYTES;
        await file.write(randomBytes(placeBytes), 0, placeBytes, offset);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await this.source.hold(this.clone, this.#disk, new Date().toISOString());
    return places * placeBytes;
  }

  /** What is read is read from the disk, by both ways. */
  async forgetPages(): Promise<void> {
    const [of, before] = [this.source.snapshot(this.clone), this.source.snapshot(this.base)];
    for (const path of [of, before, this.target.snapshot(this.base)]) {
      const file = await open(path, 'r');
      forgetRange(file.fd, 0, 0);
      await file.close();
    }
  }

  /** The round's clone, fetched by the target's agent. */
  async fetch(signal: AbortSignal) {
    const { source, target, clone } = this;
    const before = await Promise.all([source.used(), target.used()]);
    const started = performance.now();
    let disk: TransferPart__Output | undefined;
    const request = { clone, source: source.target };
    for await (const { parts } of target.client.fetchClone(request, { timeoutMs: FETCH_TIMEOUT_MS, signal }))
      disk = parts[0];
    const ms = performance.now() - started;
    const after = await Promise.all([source.used(), target.used()]);
    if (disk?.method !== 'TRANSFER_METHOD_EXTENTS')
      throw new Error(`it was shipped by ${disk?.method}: ${disk?.why}`);
    return {
      ms,
      shipped: after[0].written - before[0].written,
      busySeconds: after.reduce(
        (sum, { busySeconds }, index) => sum + busySeconds - before[index]!.busySeconds,
        0,
      ),
      equal: await equal(source.snapshot(clone), target.snapshot(clone)),
    };
  }

  /** Removes the clone that the next round does not build upon. */
  async dropOld(): Promise<void> {
    const request = { clone: this.base };
    for (const { client } of [this.source, this.target])
      await client.removeHostClone(request, { timeoutMs: COPY_TIMEOUT_MS });
  }

  async stop(): Promise<void> {
    await Promise.all([this.source.stop(), this.target.stop()]);
  }
}

/** Whether two files hold the same bytes. */
export async function equal(one: string, other: string): Promise<boolean> {
  const compared = await run('cmp', ['--silent', one, other], {
    timeoutMs: COPY_TIMEOUT_MS,
    allowFailure: true,
  });
  return compared.code === 0;
}

async function fill(path: string, bytes: number): Promise<void> {
  await run(
    'dd',
    [
      'if=/dev/urandom',
      `of=${path}`,
      `bs=${WRITE_BYTES}`,
      `count=${bytes / WRITE_BYTES}`,
      'conv=fsync',
      'status=none',
    ],
    { timeoutMs: COPY_TIMEOUT_MS },
  );
}
