import { setTimeout as delay } from 'node:timers/promises';
import { hasReason, isCancelled, toFailure } from '../../runtime/errors/mod.js';
import { KeyedLock } from '../../runtime/keyed-lock/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import {
  CoordinatorStoppingError,
  OperationAmbiguousError,
  OperationCancelledError,
  OperationInterruptedError,
  OperationNotFoundError,
  RequestIdReusedError,
  StateConflictError,
} from '../errors.js';
import type { OperationKind, OperationOutcome, OperationRecord, Store } from '../store/mod.js';
import { operationMessage } from './message.js';
import { fingerprint, newOperationId, requestKey } from './operation-id.js';
import { OperationRun } from './run.js';

/** How long to wait before the end of an operation is written again when NATS did not take it. */
const FINISH_RETRY_MS = 1000;

/** Work to be accepted. */
export interface OperationWork {
  readonly kind: OperationKind;
  readonly target: string;
  readonly host: string;
  /** Does it; throws what the operation fails with, after undoing what it had made. */
  readonly body: (run: OperationRun) => Promise<void>;
}

/** The id a caller gave to a request, and the request. */
export interface RequestIdentity {
  /** Empty: none. */
  readonly id: string;
  readonly content: object;
}

interface Underway {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Accepts work, runs it in the background, and tells how it goes. */
export class Operations {
  readonly #store: Store;
  readonly #owner: string;
  readonly #log: Logger;
  readonly #onFailed: (host: string) => void;
  readonly #lock = new KeyedLock();
  readonly #underway = new Map<string, Underway>();
  readonly #stopped = new AbortController();

  /** @param options.onFailed told of the host of an operation that failed: something may have been left there */
  constructor(options: { store: Store; owner: string; log: Logger; onFailed: (host: string) => void }) {
    this.#store = options.store;
    this.#owner = options.owner;
    this.#log = options.log;
    this.#onFailed = options.onFailed;
  }

  /** Ids of the operations that this coordinator runs now. */
  get running(): ReadonlySet<string> {
    return new Set(this.#underway.keys());
  }

  /**
   * Accepts a piece of work and returns at once. `prepare` checks the request and reserves names for the operation id it
   * is given; a request whose id was used before is not prepared again, but answered with the operation it started. One whose
   * operation was broken off by the end of a coordinator, and undone, is begun anew: the caller need not know of that end.
   */
  async accept(
    kind: OperationKind,
    request: RequestIdentity,
    prepare: (operation: string) => Promise<Omit<OperationWork, 'kind'>>,
  ): Promise<OperationRecord> {
    if (request.id === '') return this.#begin(kind, newOperationId(), prepare);
    const key = requestKey(request.id);
    return this.#lock.run(key, async () => {
      const print = fingerprint(kind, request.content);
      const earlier = await this.#store.requests.get(key);
      if (earlier !== undefined) {
        if (earlier.value.fingerprint !== print) throw new RequestIdReusedError(earlier.value.operation);
        const record = await this.#store.operations.get(earlier.value.operation);
        if (record !== undefined && !wasInterrupted(record.value)) return record.value;
        // Its operation was broken off, or forgotten, or never came to be: the id counts as new.
        await this.#store.requests.remove(key, earlier.revision);
      }
      const operation = newOperationId();
      const createdAt = new Date().toISOString();
      // Before anything is made: a coordinator that dies right behind this has nothing under the id that could be made twice.
      if (!(await this.#store.requests.create(key, { operation, fingerprint: print, createdAt })))
        throw new StateConflictError(key);
      try {
        return await this.#begin(kind, operation, prepare);
      } catch (error) {
        await this.#store.requests.remove(key).catch((failure: unknown) => {
          this.#log.warn({ err: failure, operation }, 'request id of a refused request not forgotten');
        });
        throw error;
      }
    });
  }

  /**
   * Asks an operation to stop. One that has ended stays as it is.
   * @throws OperationNotFoundError
   */
  async cancel(id: string): Promise<OperationRecord> {
    const record = await this.find(id);
    this.#underway.get(record.id)?.abort.abort(new OperationCancelledError(record.id));
    return record;
  }

  /**
   * An operation by its id or by a unique prefix of it.
   * @throws OperationNotFoundError, OperationAmbiguousError
   */
  async find(id: string): Promise<OperationRecord> {
    const exact = await this.#store.operations.get(id);
    if (exact !== undefined) return exact.value;
    const matching = (await this.#store.operations.values()).filter((record) => record.id.startsWith(id));
    if (matching.length > 1) {
      throw new OperationAmbiguousError(
        id,
        matching.map((record) => record.id),
      );
    }
    const [only] = matching;
    if (only === undefined) throw new OperationNotFoundError(id);
    return only;
  }

  /** Takes no new work, stops what runs, and waits until it is undone, for up to `graceMs`. The next start ends the rest. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped.abort();
    for (const [id, { abort }] of this.#underway) {
      abort.abort(new OperationInterruptedError(id, 'What it had made was undone.'));
    }
    const timer = new AbortController();
    const all = Promise.all([...this.#underway.values()].map(({ done }) => done));
    await Promise.race([all, delay(graceMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
    if (this.#underway.size > 0) {
      this.#log.warn({ operations: [...this.#underway.keys()] }, 'operations left to the next start');
    }
  }

  async #begin(
    kind: OperationKind,
    id: string,
    prepare: (operation: string) => Promise<Omit<OperationWork, 'kind'>>,
  ): Promise<OperationRecord> {
    if (this.#stopped.signal.aborted) throw new CoordinatorStoppingError();
    const abort = new AbortController();
    let ended = (): void => undefined;
    const done = new Promise<void>((resolve) => (ended = resolve));
    // Known as under way before anything is reserved for it, so that nobody takes its reservations for leftovers.
    this.#underway.set(id, { abort, done });
    try {
      const work = await prepare(id);
      const record: OperationRecord = {
        id,
        kind,
        target: work.target,
        host: work.host,
        owner: this.#owner,
        createdAt: new Date().toISOString(),
        state: { phase: 'running' },
        results: [],
      };
      await this.#store.operations.create(id, record);
      const run = new OperationRun(id, { events: this.#store.events, signal: abort.signal, log: this.#log });
      void this.#execute(record, work.body, run).then((phase) => {
        this.#underway.delete(id);
        ended();
        if (phase !== 'succeeded' && !this.#stopped.signal.aborted) this.#onFailed(work.host);
      });
      return record;
    } catch (error) {
      this.#underway.delete(id);
      ended();
      throw error;
    }
  }

  async #execute(record: OperationRecord, body: OperationWork['body'], run: OperationRun) {
    const { kind, target } = record;
    run.log.info({ kind, target }, 'operation started');
    const outcome = await body(run).then(
      (): OperationOutcome => ({ phase: 'succeeded', finishedAt: new Date().toISOString() }),
      (error: unknown) => {
        run.log.warn({ err: error, kind, target }, 'operation failed');
        return failed(run.signal.aborted && isCancelled(error) ? run.signal.reason : error);
      },
    );
    run.log.info({ kind, target, phase: outcome.phase }, 'operation ended');
    while (!(await this.#end(record, outcome, run))) {
      try {
        await delay(FINISH_RETRY_MS, undefined, { signal: this.#stopped.signal });
      } catch {
        break;
      }
    }
    return outcome.phase;
  }

  /** The FINISHED event comes first: it decides, and a start that finds it on a running operation takes its word. */
  async #end(record: OperationRecord, outcome: OperationOutcome, run: OperationRun): Promise<boolean> {
    try {
      await endOperation(this.#store, record, outcome, run);
      return true;
    } catch (error) {
      run.log.error({ err: error }, 'end of operation not stored');
      return false;
    }
  }
}

/** Writes the end of an operation: the last event, then the record. */
export async function endOperation(
  store: Store,
  record: OperationRecord,
  state: OperationOutcome,
  run: OperationRun,
): Promise<void> {
  const ended: OperationRecord = { ...record, state, results: [...run.results] };
  const message = state.phase === 'succeeded' ? 'Done.' : state.failure.message;
  await run.finish(operationMessage(ended), message);
  await store.operations.change(record.id, () => ended);
}

/** Whether it failed by the end of a coordinator alone. */
function wasInterrupted({ state }: OperationRecord): boolean {
  return state.phase === 'failed' && state.failure.reason === 'OPERATION_INTERRUPTED';
}

/** How an operation ends that threw this. */
export function failed(error: unknown): OperationOutcome {
  const phase = hasReason(error, 'OPERATION_CANCELLED') ? 'cancelled' : 'failed';
  return { phase, finishedAt: new Date().toISOString(), failure: toFailure(error) };
}
