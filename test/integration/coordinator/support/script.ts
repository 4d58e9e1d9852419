import { once } from 'node:events';
import { RemoteError } from '../../../../runtime/errors/mod.js';

/** What to do at a point: fail, or stay until the caller leaves. */
type Plan = { readonly kind: 'fail' } | { readonly kind: 'stay' };

/**
 * What the fakes were told to do, and what they were asked to. A point is `RPC:before` or `RPC:after`, seen from the
 * effect that the call has.
 */
export class Script {
  /** Names of the calls that were made, in order. */
  readonly calls: string[] = [];
  readonly #plans = new Map<string, Plan>();
  readonly #arrived = new Map<string, () => void>();
  #cleared = new AbortController();

  /** Fails every time until `clear`. */
  failAt(point: string): void {
    this.#plans.set(point, { kind: 'fail' });
  }

  /** Stays there until its caller leaves or the script is cleared. Resolves when somebody has come to the point. */
  stayAt(point: string): Promise<void> {
    this.#plans.set(point, { kind: 'stay' });
    return new Promise((resolve) => this.#arrived.set(point, resolve));
  }

  clear(): void {
    this.#plans.clear();
    this.#cleared.abort();
    this.#cleared = new AbortController();
  }

  /** Called by the fakes. */
  async pass(point: string, signal: AbortSignal): Promise<void> {
    const plan = this.#plans.get(point);
    if (plan === undefined) return;
    if (plan.kind === 'fail')
      throw new RemoteError('SCRIPTED', `Told to fail at ${point}.`, { code: 'INTERNAL' });
    this.#arrived.get(point)?.();
    const either = AbortSignal.any([signal, this.#cleared.signal]);
    if (!either.aborted) await once(either, 'abort');
    signal.throwIfAborted();
  }

  /** A call with an effect, and both its points. */
  async call<T>(name: string, signal: AbortSignal, effect: () => T | Promise<T>): Promise<T> {
    this.calls.push(name);
    await this.pass(`${name}:before`, signal);
    const result = await effect();
    await this.pass(`${name}:after`, signal);
    return result;
  }
}
