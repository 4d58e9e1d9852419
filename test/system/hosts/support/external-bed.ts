import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RunningInstance } from '../../../../bench/frame/mod.js';
import type { HostLab } from '../../../../demo/hosts/mod.js';
import type { CloneCreatedJson, ReplicaJson } from '../../../../demo/mod.js';
import { FreezePoints } from '../../clone/support/freeze-points.js';
import { MixedLoad } from '../../clone/support/mixed-load.js';
import { REDIS_PORT } from '../../clone/support/redis.js';
import { askRedis, LabCoordinator } from './coordinator.js';
import { runRedisOn, TestLab } from './lab.js';

export const CONNECTIONS = 10;
const COMMANDS = 600;
/** Many replicas share two processors with production: they had better not be fed at its full speed. */
const PAUSE_MS = 30;
const WORKING = ['h1', 'h2', 'h3'] as const;

/** Three hosts and one that coordinates; a Redis on h1 with some data, under load while a test runs. */
export class ExternalBed {
  readonly hosts: HostLab;
  readonly redis: RunningInstance;
  readonly points: FreezePoints;
  readonly coordinator: LabCoordinator;
  readonly #lab: TestLab;
  readonly #folder: string;
  #load: MixedLoad | undefined;

  private constructor(lab: TestLab, redis: RunningInstance, points: FreezePoints, folder: string) {
    this.#lab = lab;
    this.hosts = lab.hosts;
    this.redis = redis;
    this.points = points;
    this.#folder = folder;
    this.coordinator = new LabCoordinator(lab.hosts);
  }

  static async start(): Promise<ExternalBed> {
    const folder = mkdtempSync(join(tmpdir(), 'pk-points-'));
    const points = new FreezePoints(folder);
    const lab = await TestLab.start({ hosts: WORKING.length, control: 'control', env: points.env });
    try {
      const redis = await runRedisOn(lab.hosts, 'redis', 'h1', '1G');
      const bed = new ExternalBed(lab, redis, points, folder);
      await askRedis(redis.pid, 'DEBUG', 'POPULATE', '20000', 'filled', '1024');
      return bed;
    } catch (error) {
      await lab.remove();
      throw error;
    }
  }

  async remove(): Promise<void> {
    await this.#load?.stop();
    await this.#lab.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get load(): MixedLoad {
    if (this.#load === undefined) throw new Error('there is no load');
    return this.#load;
  }

  /** Before each test. */
  async startLoad(): Promise<void> {
    this.#load = await MixedLoad.start(this.redis.address, REDIS_PORT, CONNECTIONS, PAUSE_MS);
    await this.serves();
  }

  /** After each test, however it ended: all hosts are whole, and nothing of a clone is on any. */
  async clear(): Promise<void> {
    this.points.clear();
    // Where a test has failed in the middle, the load would wait for answers for ever.
    for (const host of this.hosts.all) {
      await host.mend();
      await host.limit(undefined);
    }
    await this.#load?.stop();
    this.#load = undefined;
    await this.hosts.control.startAll();
    for (const host of this.hosts.all) await host.startAll();
    await this.hosts.registered();
    await this.coordinator.cancelAll();
    for (const name of await this.coordinator.cloneNames()) await this.hosts.json('clone', 'rm', name);
    for (const host of WORKING) expect(this.remains(host)).toEqual([]);
  }

  /** Resolves when clients have got so many answers more. */
  async serves(): Promise<void> {
    const before = this.load.commands;
    await expect.poll(() => this.load.commands, { timeout: 30_000 }).toBeGreaterThan(before + COMMANDS);
  }

  digest(): Promise<string> {
    return askRedis(this.redis.pid, 'DEBUG', 'DIGEST');
  }

  /** What a host holds of clones: images, disks, records. */
  remains(name: string): string[] {
    const { runDir, stateDir } = this.hosts.at(name);
    return [join(runDir, 'clones'), join(runDir, 'images'), join(stateDir, 'pool', 'clones')].flatMap(
      (folder) => (existsSync(folder) ? readdirSync(folder).map((entry) => join(folder, entry)) : []),
    );
  }

  create(...options: string[]): Promise<CloneCreatedJson> {
    return this.hosts.json<CloneCreatedJson>('clone', 'create', 'redis', ...options);
  }

  /** Asks for a clone, and does not wait for it. */
  async begin(...options: string[]): Promise<string> {
    const { operation } = await this.hosts.json<{ operation: { readonly id: string } }>(
      ...['clone', 'create', 'redis', ...options, '--detach'],
    );
    return operation.id;
  }

  /** The host to which the operation ships, as soon as it does. */
  async shipping(operation: string): Promise<string> {
    await expect.poll(() => this.coordinator.copies(), { timeout: 30_000 }).toHaveLength(1);
    expect((await this.coordinator.operation(operation)).state).toBe('OPERATION_STATE_RUNNING');
    return (await this.coordinator.copies())[0]!;
  }

  /**
   * The load ends, and every replica has come to production's data by production's answers. On each host one of them is asked by a
   * command, as people do.
   */
  async expectAllExact(replicas: readonly Pick<ReplicaJson, 'name'>[]): Promise<void> {
    await this.serves();
    await this.load.stop();
    expect(this.load.errors).toEqual([]);
    const digest = await this.digest();
    const asked = new Set<string>();
    for (const { name } of replicas) {
      const { state, replay, detail, host } = await this.coordinator.caughtUp(name);
      expect(state).toBe('REPLICA_STATE_FOLLOWING');
      expect(replay).toMatchObject({ faithful: true, divergences: 0, recordsLost: 0 });
      expect(await askRedis(detail?.pid ?? 0, 'DEBUG', 'DIGEST')).toBe(digest);
      if (asked.has(host)) continue;
      asked.add(host);
      const words = ['replica', 'exec', name, '--', 'redis-cli', 'DEBUG', 'DIGEST'];
      expect((await this.hosts.product.run(words, { timeoutMs: 30_000 })).trim()).toBe(digest);
    }
  }
}
