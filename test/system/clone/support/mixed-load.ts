import { setTimeout as delay } from 'node:timers/promises';
import { RedisClient } from '../../../../demo/redis-client.js';

/** Mixed commands on some connections, at full speed unless there are pauses, until it is told to stop: it is under way whatever the machine's speed. */
export class MixedLoad {
  commands = 0;
  readonly errors: unknown[] = [];
  readonly #clients: readonly RedisClient[];
  readonly #running: readonly Promise<void>[];
  readonly #pauseMs: number;
  #stopped = false;

  private constructor(clients: readonly RedisClient[], pauseMs: number) {
    this.#clients = clients;
    this.#pauseMs = pauseMs;
    this.#running = clients.map((client, number) => this.#run(client, number));
  }

  /** `pauseMs`: after each six commands of a connection. */
  static start(host: string, port: number, connections: number, pauseMs = 0): Promise<MixedLoad> {
    return MixedLoad.over(() => RedisClient.connect(host, port), connections, pauseMs);
  }

  /** On connections that `connect` makes. */
  static async over(
    connect: () => Promise<RedisClient>,
    connections: number,
    pauseMs = 0,
  ): Promise<MixedLoad> {
    return new MixedLoad(await Promise.all(Array.from({ length: connections }, connect)), pauseMs);
  }

  /** Resolves when every reply is in and the connections are closed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
    for (const client of this.#clients) client.close();
  }

  async #run(client: RedisClient, number: number): Promise<void> {
    try {
      for (let turn = 0; !this.#stopped; turn += 1) {
        const key = `${number}:${turn % 500}`;
        await client.call('SET', `string:${key}`, `${turn}`);
        // On keys that all connections share: the order across connections shows in the data.
        await client.call('INCR', `counter:${turn % 50}`);
        await client.call('LPUSH', `list:${turn % 50}`, key);
        await client.call('SPOP', `set:${(turn + 3) % 50}`);
        await client.call('SADD', `set:${turn % 50}`, key);
        await client.call('HSET', `hash:${turn % 50}`, key, `${turn}`);
        this.commands += 6;
        if (this.#pauseMs > 0) await delay(this.#pauseMs);
      }
    } catch (error) {
      this.errors.push(error);
    }
  }
}
