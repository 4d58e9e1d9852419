import type { Connection } from './connection.js';
import { KEY_WORDS } from './segment.js';

const LEAST_BUCKETS = 1024;

/** Connections by key: a hash table with chains, since a Map would need a key object or string per packet. */
export class ConnectionTable {
  #buckets: (Connection | undefined)[] = new Array<Connection | undefined>(LEAST_BUCKETS).fill(undefined);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  find(key: Int32Array, hash: number): Connection | undefined {
    let connection = this.#buckets[hash & (this.#buckets.length - 1)];
    while (connection !== undefined && !(connection.hash === hash && equal(connection.key, key))) {
      connection = connection.nextInBucket;
    }
    return connection;
  }

  /** Adds a connection whose key is not there yet. */
  add(connection: Connection): void {
    if (this.#size >= this.#buckets.length * 2) this.#grow();
    this.#link(connection);
    this.#size += 1;
  }

  /** Takes out this very connection; nothing happens when another has its key by now. */
  remove(connection: Connection): void {
    const index = connection.hash & (this.#buckets.length - 1);
    let before: Connection | undefined;
    let at = this.#buckets[index];
    while (at !== undefined && at !== connection) {
      before = at;
      at = at.nextInBucket;
    }
    if (at === undefined) return;
    if (before === undefined) this.#buckets[index] = at.nextInBucket;
    else before.nextInBucket = at.nextInBucket;
    at.nextInBucket = undefined;
    this.#size -= 1;
  }

  *[Symbol.iterator](): IterableIterator<Connection> {
    for (const first of this.#buckets) {
      for (let connection = first; connection !== undefined; connection = connection.nextInBucket)
        yield connection;
    }
  }

  #link(connection: Connection): void {
    const index = connection.hash & (this.#buckets.length - 1);
    connection.nextInBucket = this.#buckets[index];
    this.#buckets[index] = connection;
  }

  #grow(): void {
    const all = [...this];
    this.#buckets = new Array<Connection | undefined>(this.#buckets.length * 4).fill(undefined);
    for (const connection of all) this.#link(connection);
  }
}

function equal(a: Int32Array, b: Int32Array): boolean {
  for (let i = KEY_WORDS - 1; i >= 0; i -= 1) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}
