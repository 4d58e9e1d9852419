import type { KV } from '@nats-io/kv';
import { z } from 'zod';
import type { Cut } from '../../proto/gen/parikshan/v1/Cut.js';
import type { CutConnection } from '../../proto/gen/parikshan/v1/CutConnection.js';
import { keysOf } from './keys.js';
import { unavailable } from './unavailable.js';

/**
 * Bytes of JSON per page. A connection is some 450 bytes, and more where its program had left something unread; a NATS
 * message holds 1 MiB at most, so a busy instance's cut does not fit into one record.
 */
const PAGE_BYTES = 512 * 1024;

const endpoint = z.object({ address: z.string(), port: z.number() });
/** Loose: what a later version of the contract adds passes through. */
const connection = z.looseObject({
  local: endpoint,
  remote: endpoint,
  state: z.number(),
  inboundSeq: z.number(),
  outboundAckedSeq: z.number(),
  outboundEndSeq: z.number(),
  options: z.looseObject({}).nullable(),
  ipv6Socket: z.boolean(),
  unread: z.base64().transform((text) => Buffer.from(text, 'base64')),
});
/** Some 110 bytes of JSON each: in pages of their own. */
const WAITING_PER_PAGE = 4000;
const waiting = z.looseObject({
  local: endpoint,
  remote: endpoint,
  unreadBytes: z.number(),
  peerEnded: z.boolean(),
  opening: z.boolean(),
  closed: z.boolean().default(false),
});
const page = z.object({
  connections: z.array(connection),
  waiting: z.array(waiting).default([]),
  frozenAtUs: z.number(),
  resumedAtUs: z.number(),
});

/** The cuts of clones, in pages under `cuts.CLONE.N`. Written once, read when a replica is made. */
export class Cuts {
  readonly #kv: KV;

  constructor(kv: KV) {
    this.#kv = kv;
  }

  async put(clone: string, cut: Cut): Promise<void> {
    const { frozenAtUs, resumedAtUs } = cut;
    const times = JSON.stringify({ frozenAtUs, resumedAtUs }).slice(0, -1);
    const contents = pages(cut.connections ?? []).map(
      (connections) => `${times},"connections":[${connections.join()}]}`,
    );
    const unaccepted = cut.waiting ?? [];
    for (let from = 0; from < unaccepted.length; from += WAITING_PER_PAGE) {
      const some = JSON.stringify(unaccepted.slice(from, from + WAITING_PER_PAGE));
      contents.push(`${times},"connections":[],"waiting":${some}}`);
    }
    for (const [number, content] of contents.entries())
      await this.#kv.put(`cuts.${clone}.${number}`, content).catch(unavailable);
  }

  /** Undefined: none was kept. */
  async get(clone: string): Promise<Cut | undefined> {
    let cut: z.infer<typeof page> | undefined;
    for (let number = 0; ; number++) {
      const entry = await this.#kv.get(`cuts.${clone}.${number}`).catch(unavailable);
      if (entry === null || entry.operation !== 'PUT') return cut;
      const read = page.parse(entry.json());
      if (cut === undefined) cut = read;
      else {
        cut.connections.push(...read.connections);
        cut.waiting.push(...read.waiting);
      }
    }
  }

  async remove(clone: string): Promise<void> {
    for (const key of await keysOf(this.#kv, `cuts.${clone}.>`))
      await this.#kv.delete(key).catch(unavailable);
  }
}

/** Connections as JSON, in pages of PAGE_BYTES; at least one page. */
function pages(connections: readonly CutConnection[]): string[][] {
  const made: string[][] = [[]];
  let bytes = 0;
  for (const connection of connections) {
    const unread = Buffer.from(connection.unread ?? []).toString('base64');
    const text = JSON.stringify({ ...connection, unread });
    if (bytes > 0 && bytes + text.length > PAGE_BYTES) {
      made.push([]);
      bytes = 0;
    }
    made.at(-1)!.push(text);
    bytes += text.length;
  }
  return made;
}
