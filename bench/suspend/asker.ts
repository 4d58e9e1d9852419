/** The client that sees the suspend, in a process of its own: nothing that the bench does can make it late. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Protocol } from './protocol.js';
import type { Ask } from './waits.js';

/** Whom to ask, and how. */
export interface AskTarget {
  readonly host: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** What it saw. */
export interface AskerNotes {
  /** Requests that were answered. */
  readonly asked: number;
  /** Those that took a millisecond or more. */
  readonly asks: readonly Ask[];
  /** One sentence for each connection that went wrong. */
  readonly faults: readonly string[];
}

const MAIN = fileURLToPath(new URL('./asker-main.js', import.meta.url));

export class Asker {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the client ended with ${String(code)}`);
    });
    // Whoever waits for a message races with it; nobody does so later.
    this.#ended.catch(() => undefined);
  }

  /** Resolves once all its connections are open and it asks. */
  static async start(target: AskTarget): Promise<Asker> {
    // A Ctrl-C at the terminal is for the bench.
    const asker = new Asker(fork(MAIN, [JSON.stringify(target)], { detached: true }));
    await asker.#message();
    return asker;
  }

  /** Resolves when its last request is answered, or has gone wrong. */
  async stop(): Promise<AskerNotes> {
    const notes = this.#message();
    this.#child.send('stop');
    return (await notes) as AskerNotes;
  }

  /** Ends it at once; fine when it has ended. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async #message(): Promise<unknown> {
    const said = once(this.#child, 'message').then(([message]) => message as unknown);
    return Promise.race([said, this.#ended]);
  }
}
