/**
 * Commands whose effect depends on their order across connections: a replica that swaps two of them ends with other
 * data. Pipelines of several commands, on keys that all connections share.
 */
import { RedisClient, type LoadTarget } from '../../demo/mod.js';

const SHARED_KEYS = 50;
const PIPELINE = 8;

export class OrderedLoad {
  commands = 0;
  readonly errors: string[] = [];
  readonly #clients: readonly RedisClient[];
  #running: readonly Promise<void>[] = [];
  #stopped = false;

  private constructor(clients: readonly RedisClient[]) {
    this.#clients = clients;
  }

  /** Opens the connections. */
  static async connect(target: LoadTarget, connections: number): Promise<OrderedLoad> {
    const open = Array.from({ length: connections }, () => RedisClient.connect(target.host, target.port));
    return new OrderedLoad(await Promise.all(open));
  }

  /** Sends at full speed until `stop`. */
  start(): void {
    this.#running = this.#clients.map((client, number) => this.#run(client, number));
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
        const replies = Array.from({ length: PIPELINE }, (_, i) =>
          client.call(...orderedCommand(number, turn * PIPELINE + i)),
        );
        await Promise.all(replies);
        this.commands += PIPELINE;
      }
    } catch (error) {
      this.errors.push(error instanceof Error ? error.message : String(error));
    }
  }
}

/** The turn-th command of a connection. Pure. */
export function orderedCommand(connection: number, turn: number): readonly string[] {
  const shared = Math.floor(turn / 6) % SHARED_KEYS;
  const value = `${connection}:${turn}`;
  switch (turn % 6) {
    case 0:
      return ['SET', `last-writer:${shared}`, value];
    case 1:
      return ['LPUSH', `queue:${shared}`, value];
    case 2:
      return ['RPOP', `queue:${(shared + 1) % SHARED_KEYS}`];
    case 3:
      return ['APPEND', `text:${shared}`, connection.toString(36)];
    case 4:
      return ['GETSET', `swap:${shared}`, value];
    default:
      return ['INCR', `counter:${shared}`];
  }
}
