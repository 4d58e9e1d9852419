import { RedisClient } from '../../../../demo/redis-client.js';

/** Between two requests on one connection, milliseconds: steady, and no burden. */
const PAUSE_MS = 30;
/** After so many turns a connection is closed and opened anew: production takes connections, too. */
const TURNS_PER_CONNECTION = 40;
/** A request that takes longer has failed, milliseconds: far more than a busy machine needs, and less than a fault lasts. */
const ANSWER_MS = 9_000;

/** What an independent client of production has seen. */
export interface SeenByClient {
  readonly requests: number;
  readonly connections: number;
  /** Connections refused or broken off, and requests without an answer in time. */
  readonly failures: readonly string[];
  /** Answers that were not what was stored. */
  readonly wrong: readonly string[];
  /** Longest time from a request to its answer, milliseconds. */
  readonly longestMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Some connections that each write and read back, over and over, and count everything that is not as it should be. */
export class SteadyClient {
  readonly #host: string;
  readonly #port: number;
  readonly #clients = new Set<RedisClient>();
  readonly #loops: Promise<void>[] = [];
  #stopped = false;
  #held: { readonly until: Promise<void>; readonly release: () => void } | undefined;
  #idle = 0;
  #latencies: number[] = [];
  #opened = 0;
  #connections = 0;
  #failures: string[] = [];
  #wrong: string[] = [];

  private constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
  }

  static start(host: string, port: number, connections: number): SteadyClient {
    const client = new SteadyClient(host, port);
    for (let number = 0; number < connections; number += 1) client.#loops.push(client.#run(number));
    return client;
  }

  /** Requests answered since the last `take`. */
  get requests(): number {
    return this.#latencies.length;
  }

  /** What was seen since the last call. */
  take(): SeenByClient {
    const sorted = this.#latencies.sort((a, b) => a - b);
    const at = (part: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
    const seen = {
      requests: sorted.length,
      connections: this.#connections,
      failures: this.#failures,
      wrong: this.#wrong,
      longestMs: sorted.at(-1) ?? 0,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
    };
    this.#latencies = [];
    this.#connections = 0;
    this.#failures = [];
    this.#wrong = [];
    return seen;
  }

  /** Does the work while no request is under way. */
  async whileQuiet<T>(work: () => Promise<T>): Promise<T> {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    this.#held = { until, release };
    try {
      while (this.#idle < this.#loops.length) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      return await work();
    } finally {
      this.#held = undefined;
      release();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#held?.release();
    await Promise.all(this.#loops);
  }

  async #run(number: number): Promise<void> {
    while (!this.#stopped) {
      try {
        const client = await RedisClient.connect(this.#host, this.#port);
        this.#clients.add(client);
        this.#opened += 1;
        this.#connections += 1;
        // Keys of its own: between connections the order in a replica may be another.
        const prefix = `steady:${number}:${this.#opened}`;
        try {
          for (let turn = 1; turn <= TURNS_PER_CONNECTION && !this.#stopped; turn += 1) {
            await this.#pause();
            await this.#turn(client, prefix, turn);
          }
        } finally {
          this.#clients.delete(client);
          client.close();
        }
      } catch (error) {
        if (this.#failures.length < 20) this.#failures.push(String(error));
        await this.#pause();
      }
    }
  }

  async #turn(client: RedisClient, prefix: string, turn: number): Promise<void> {
    const key = `${prefix}:${turn % 10}`;
    const value = `${prefix}-${turn}`;
    await this.#expect(client, 'OK', 'SET', key, value);
    await this.#expect(client, value, 'GET', key);
    await this.#expect(client, turn, 'INCR', `${prefix}:count`);
  }

  async #expect(client: RedisClient, right: string | number, ...words: readonly string[]): Promise<void> {
    const sent = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer to ${words.join(' ')} in time`)), ANSWER_MS);
    });
    try {
      const answer = await Promise.race([client.call(...words), late]);
      this.#latencies.push(performance.now() - sent);
      if (answer !== right && this.#wrong.length < 20)
        this.#wrong.push(`${words.join(' ')}: ${String(answer)} instead of ${right}`);
    } finally {
      clearTimeout(timer);
    }
  }

  async #pause(): Promise<void> {
    const held = this.#held;
    if (held !== undefined) {
      this.#idle += 1;
      await held.until;
      this.#idle -= 1;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
