import { Agent, request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Load } from './clone-under-load.js';

/** How long one answer may take; far above what a freeze takes. */
const ANSWER_MS = 30_000;
/** Between an answer and the next request: a load that takes all of the machine would measure nothing but itself. */
const THINK_MS = 20;

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

export interface HttpLoadOptions {
  readonly host: string;
  readonly port: number;
  /** Clients that keep their connection for as long as the server does. */
  readonly lasting: number;
  /** Clients that open a connection for each request. */
  readonly brief: number;
  /** The next request of a client; clients have numbers from 0, those that last first. Turns are counted from 0. */
  readonly next: (client: number, turn: number) => HttpRequest;
  /** What is wrong with an answer; undefined: nothing. */
  readonly fault: (
    answer: HttpAnswer,
    asked: HttpRequest,
    client: number,
    turn: number,
  ) => string | undefined;
}

/** HTTP clients, each with one request at a time, until they are told to stop. */
export class HttpLoad implements Load {
  done = 0;
  readonly errors: unknown[] = [];
  /** Turns that each client has had an answer to. */
  readonly turns: number[];
  readonly #options: HttpLoadOptions;
  readonly #running: readonly Promise<void>[];
  #stopped = false;

  constructor(options: HttpLoadOptions) {
    this.#options = options;
    const clients = Array.from({ length: options.lasting + options.brief }, (_, number) => number);
    this.turns = clients.map(() => 0);
    this.#running = clients.map((client) => this.#run(client));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  async #run(client: number): Promise<void> {
    const { lasting, next, fault } = this.#options;
    const agent = new Agent({ keepAlive: client < lasting, maxSockets: 1 });
    try {
      for (let turn = 0; !this.#stopped; turn += 1) {
        const asked = next(client, turn);
        const answer = await this.#ask(agent, asked);
        const wrong = fault(answer, asked, client, turn);
        if (wrong !== undefined) throw new Error(`${asked.method} ${asked.path}: ${wrong}`);
        this.turns[client] = turn + 1;
        this.done += 1;
        await pause(THINK_MS);
      }
    } catch (error) {
      this.errors.push(error);
    } finally {
      agent.destroy();
    }
  }

  async #ask(agent: Agent, { method, path, body }: HttpRequest): Promise<HttpAnswer> {
    const { host, port } = this.#options;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = body === undefined ? {} : { 'content-length': `${body.length}` };
      const asking = request({ host, port, method, path, agent, headers }, resolve);
      asking.on('error', reject);
      asking.setTimeout(ANSWER_MS, () => asking.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
      asking.end(body);
    });
    return { status: answer.statusCode ?? 0, body: await buffer(answer) };
  }
}
