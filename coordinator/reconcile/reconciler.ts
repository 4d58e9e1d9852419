import type { Logger } from '../../runtime/log/mod.js';
import { carryOut, type CarryOutTools } from './carry-out.js';
import { decide } from './decide.js';
import { takePicture, type PictureSources } from './picture.js';

/** How long to wait before a host on which something failed is looked at again. */
const RETRY_MS = 3000;
/**
 * Each host is looked at again after this long: a capture or a replay that ended by itself tells nobody. Beats say that a role
 * is there, and nothing of what it holds.
 */
const ROUND_MS = 10_000;

/** Whether a host was brought to agree with the state, was not in time, or will not be because the reconciler ended. */
export type Settling = 'settled' | 'late' | 'closed';

export type ReconcilerOptions = CarryOutTools & PictureSources & { readonly log: Logger };

/** Makes state and hosts agree, one pass at a time for each host: when a role joins, and when an operation has failed. */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  readonly #log: Logger;
  /** Hosts with a pass under way; true: another one is wanted after it. */
  readonly #passes = new Map<string, boolean>();
  readonly #retries = new Map<string, NodeJS.Timeout>();
  /** Hosts on which a pass with both roles has gone well since this coordinator started. */
  readonly #settled = new Set<string>();
  readonly #waiting = new Map<string, Set<(settling: Settling) => void>>();
  readonly #rounds: NodeJS.Timeout;
  #closed = false;

  constructor(options: ReconcilerOptions) {
    this.#options = options;
    this.#log = options.log;
    this.#rounds = setInterval(() => {
      for (const { name, agentAlive, proxyAlive } of options.registry.presences())
        if (agentAlive && proxyAlive) this.request(name);
    }, ROUND_MS).unref();
  }

  /** Asks for a pass over the host, now or after the one under way. */
  request(host: string): void {
    if (this.#closed) return;
    if (this.#passes.has(host)) {
      this.#passes.set(host, true);
      return;
    }
    this.#passes.set(host, false);
    void this.#work(host);
  }

  /**
   * Waits until the host has been brought to agree with the state.
   * @returns `late` when that has not happened within `timeoutMs`
   */
  settled(host: string, timeoutMs: number): Promise<Settling> {
    if (this.#settled.has(host)) return Promise.resolve('settled');
    if (this.#closed) return Promise.resolve('closed');
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(host) ?? new Set();
      this.#waiting.set(host, waiting);
      const done = (settling: Settling) => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve(settling);
      };
      const timer = setTimeout(() => done('late'), timeoutMs);
      waiting.add(done);
    });
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#rounds);
    for (const timer of this.#retries.values()) clearTimeout(timer);
    for (const waiting of this.#waiting.values()) for (const done of waiting) done('closed');
  }

  async #work(host: string): Promise<void> {
    let good: boolean;
    do {
      this.#passes.set(host, false);
      good = await this.#pass(host);
    } while (this.#passes.get(host) === true && !this.#closed);
    this.#passes.delete(host);
    if (!good) this.#retryLater(host);
  }

  async #pass(host: string): Promise<boolean> {
    const log = this.#log.child({ host });
    try {
      const picture = await takePicture(host, this.#options);
      let faults = 0;
      for (const action of decide(picture)) {
        log.info({ action }, 'reconcile');
        await carryOut(action, host, this.#options).catch((error: unknown) => {
          faults += 1;
          log.error({ err: error, action }, 'reconcile failed');
        });
      }
      const { agentAlive, proxyAlive } = this.#options.registry.presence(host);
      // A role that is not there is not waited for: its joining asks for another pass.
      const asked =
        (picture.agent !== undefined || !agentAlive) && (picture.proxy !== undefined || !proxyAlive);
      if (faults === 0 && picture.agent !== undefined && picture.proxy !== undefined) this.#settle(host);
      return faults === 0 && asked;
    } catch (error) {
      log.error({ err: error }, 'reconcile failed');
      return false;
    }
  }

  #settle(host: string): void {
    this.#settled.add(host);
    for (const done of this.#waiting.get(host) ?? []) done('settled');
    this.#waiting.delete(host);
  }

  #retryLater(host: string): void {
    if (this.#closed) return;
    clearTimeout(this.#retries.get(host));
    const timer = setTimeout(() => {
      this.#retries.delete(host);
      this.request(host);
    }, RETRY_MS).unref();
    this.#retries.set(host, timer);
  }
}
