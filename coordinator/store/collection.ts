import type { KV } from '@nats-io/kv';
import { JetStreamApiError } from '@nats-io/jetstream';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { StateConflictError, StateUnavailableError, StateUnreadableError } from '../errors.js';
import { keysOf } from './keys.js';
import { unavailable } from './unavailable.js';

/** JetStream's "wrong last sequence" (10164 where it does not say which): somebody wrote the key since it was read. */
const WRONG_LAST_SEQUENCE: readonly number[] = [10071, 10164];
/** Writers of one record are few; more lost races than this are a fault. */
const MAX_ATTEMPTS = 20;
/** Whoever only shows waits no longer than this for the state before it takes what was read last, milliseconds. */
const SHOW_MS = 1000;

/** A record with the revision it was read at. */
export interface Stored<T> {
  readonly value: T;
  readonly revision: number;
}

/** Records of one kind under `prefix.` in the bucket. Every write names the revision it replaces. */
export class Collection<T> {
  readonly #kv: KV;
  readonly #prefix: string;
  readonly #schema: z.ZodType<T>;
  /** All records as they were read last. */
  #read: ReadonlyMap<string, T> | undefined;

  constructor(kv: KV, prefix: string, schema: z.ZodType<T>) {
    this.#kv = kv;
    this.#prefix = prefix;
    this.#schema = schema;
  }

  async get(name: string): Promise<Stored<T> | undefined> {
    const key = this.#key(name);
    const entry = await this.#kv.get(key).catch(unavailable);
    if (entry === null || entry.operation !== 'PUT') return undefined;
    return { value: this.#parse(key, entry.string()), revision: entry.revision };
  }

  /** All records, by name. */
  async list(): Promise<Stored<T>[]> {
    const names = await this.#names();
    const found = await Promise.all(names.sort().map((name) => this.get(name)));
    this.#read = new Map(
      names.flatMap((name, index) => (found[index] === undefined ? [] : [[name, found[index].value]])),
    );
    return found.filter((stored) => stored !== undefined);
  }

  async values(): Promise<T[]> {
    return (await this.list()).map((stored) => stored.value);
  }

  /** As `values`, to be shown: while NATS does not answer, what was read last. */
  shownValues(): Promise<readonly T[]> {
    return this.#shown(this.values(), (read) => [...read.values()]);
  }

  /** One record, to be shown: while NATS does not answer, what was read last. */
  shownValue(name: string): Promise<T | undefined> {
    const now = this.get(name).then((stored) => stored?.value);
    return this.#shown(now, (read) => read.get(name));
  }

  /** Writes a new record. False: there is one of that name already. */
  async create(name: string, value: T): Promise<boolean> {
    try {
      await this.#kv.create(this.#key(name), JSON.stringify(value));
      return true;
    } catch (error) {
      if (isConflict(error)) return false;
      return unavailable(error);
    }
  }

  /**
   * Replaces a record by what `change` makes of it; asked again when somebody else wrote in between.
   * `change` returns undefined to leave the record as it is. Undefined: there is no such record, or it was left.
   */
  async change(name: string, change: (value: T) => T | undefined): Promise<T | undefined> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const stored = await this.get(name);
      if (stored === undefined) return undefined;
      const next = change(stored.value);
      if (next === undefined) return undefined;
      try {
        await this.#kv.update(this.#key(name), JSON.stringify(next), stored.revision);
        return next;
      } catch (error) {
        if (!isConflict(error)) unavailable(error);
      }
    }
    throw new StateConflictError(this.#key(name));
  }

  /** Removes the records that match and that nobody changes meanwhile. */
  async removeWhere(matches: (value: T) => boolean): Promise<void> {
    for (const name of await this.#names()) {
      const stored = await this.get(name);
      if (stored !== undefined && matches(stored.value)) await this.remove(name, stored.revision);
    }
  }

  /** Removes a record; with a revision, only while it is still that one. False: it was another. */
  async remove(name: string, revision?: number): Promise<boolean> {
    try {
      await this.#kv.delete(this.#key(name), revision === undefined ? {} : { previousSeq: revision });
      return true;
    } catch (error) {
      if (isConflict(error)) return false;
      return unavailable(error);
    }
  }

  async #shown<R>(now: Promise<R>, from: (read: ReadonlyMap<string, T>) => R): Promise<R> {
    // Where nothing was read yet there is only to wait.
    const late = delay(SHOW_MS, undefined, { ref: false }).then(() =>
      this.#read === undefined ? now : from(this.#read),
    );
    return Promise.race([now, late]).catch((error: unknown) => {
      if (this.#read === undefined || !(error instanceof StateUnavailableError)) throw error;
      return from(this.#read);
    });
  }

  async #names(): Promise<string[]> {
    const keys = await keysOf(this.#kv, `${this.#prefix}.>`);
    return keys.map((key) => key.slice(this.#prefix.length + 1));
  }

  #key(name: string): string {
    return `${this.#prefix}.${name}`;
  }

  #parse(key: string, text: string): T {
    try {
      return this.#schema.parse(JSON.parse(text));
    } catch (error) {
      throw new StateUnreadableError(key, error);
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof JetStreamApiError && WRONG_LAST_SEQUENCE.includes(error.code);
}
