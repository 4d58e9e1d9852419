/** Two agents, each with a pool of its own, and a disk that both hold and that changes on one of them. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { imagePath } from '../../agent/disk/mod.js';
import type { TransferPart__Output } from '../../proto/gen/parikshan/v1/TransferPart.js';
import { run } from '../../runtime/command/mod.js';
import { forgetRange } from '../../runtime/linux/mod.js';
import type { BenchPlace } from '../frame/mod.js';
import { clearHost, Host } from './host.js';

const COPY_TIMEOUT_MS = 600_000;
const FETCH_TIMEOUT_MS = 600_000;
const BLOCK_BYTES = 4096;
const WRITE_BYTES = 2 ** 20;

/** Removes what both hosts have on the machine. No agent may run. */
export async function clearHosts(place: BenchPlace): Promise<void> {
  for (const name of ['source', 'target'])
    await clearHost(join(place.stateDir, name), join(place.runDir, name));
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
