import { LedgerClient } from './ledger-client.js';
import { BACKLOG } from './ledger-server.js';

/** Connections at a time, each with its own short life; the backlog has room for them. */
const AT_ONCE = BACKLOG - 4;
/** Those whose account is kept, to be compared. */
const MOST_KEPT = 2000;

type Life = (client: LedgerClient) => Promise<void> | void;

/** The lives of short connections; whether the server has all of what they sent is known only of those that end in order. */
const LIVES: readonly { readonly inOrder: boolean; readonly live: Life }[] = [
  {
    inOrder: true,
    live: async (client) => {
      client.send('swap 300 2000');
      client.send(300);
      await client.reach(2000);
      client.end();
      await client.reachEnd();
    },
  },
  {
    inOrder: true,
    live: async (client) => {
      client.send('swap 20000 100');
      client.send(20_000);
      await client.reach(100);
      client.send('bye');
      await client.reachEnd();
      client.end();
    },
  },
  { inOrder: true, live: (client) => client.end() },
  {
    inOrder: false,
    live: async (client) => {
      client.send('swap 100 100');
      client.send(100);
      await client.reach(100);
      client.reset();
    },
  },
  {
    inOrder: true,
    live: async (client) => {
      client.send('swap 50 60000');
      client.send(50);
      client.end();
      await client.reachEnd();
    },
  },
];

/** Short connections, opened, used, closed and reset all the time, until it is told to stop. */
export class Churn {
  done = 0;
  readonly errors: unknown[] = [];
  /** Those that ended in order. */
  readonly clients: LedgerClient[] = [];
  readonly #running: Promise<void>[];
  #stopped = false;

  constructor(host: string, port: number) {
    this.#running = Array.from({ length: AT_ONCE }, (_, number) => this.#run(host, port, number));
  }

  /** Resolves when the last is over. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  async #run(host: string, port: number, number: number): Promise<void> {
    try {
      for (let turn = number; !this.#stopped; turn += 1) {
        const { inOrder, live } = LIVES[turn % LIVES.length]!;
        const client = await LedgerClient.connect(host, port);
        await live(client);
        this.done += 1;
        if (inOrder && this.clients.length < MOST_KEPT) this.clients.push(client);
      }
    } catch (error) {
      this.errors.push(error);
    }
  }
}
