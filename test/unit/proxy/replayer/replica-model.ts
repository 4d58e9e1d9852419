import type { Cut__Output } from '../../../../proto/gen/parikshan/v1/Cut.js';
import type { LogRecord } from '../../../../proxy/log/mod.js';
import type { Feed } from '../../../../proxy/replayer/feed.js';
import type { Replay, ReplicaSide } from '../../../../proxy/replayer/replay.js';

/** One thing on the wire of production. */
export interface WireEvent {
  readonly connection: number;
  readonly what: 'open' | 'in' | 'out' | 'end-in' | 'end-out';
  readonly timeUs: number;
  readonly bytes: string;
}

export const LOCAL = { address: '10.87.0.2', port: 6379 };
export function remoteOf(connection: number): { address: string; port: number } {
  return { address: '192.0.2.9', port: 40_000 + connection };
}
/** First sequence numbers, close to where they wrap. */
export function firstIn(connection: number): number {
  return (0xffff_fff0 + connection * 7) >>> 0;
}
export function firstOut(connection: number): number {
  return (0xffff_ffc0 + connection * 11) >>> 0;
}

/** The records that a tap writes of the events, with a mark in front of all later than `markUs`. */
export function recordsOf(events: readonly WireEvent[], markUs: number): LogRecord[] {
  const next = new Map<number, { in: number; out: number; endedIn: boolean; endedOut: boolean }>();
  const records: LogRecord[] = [];
  let marked = false;
  const mark = (): void => {
    marked = true;
    records.length = 0;
    records.push({ kind: 'mark', connection: 0, timeUs: markUs, id: 'm' });
    for (const [connection, state] of next) {
      if (state.endedIn && state.endedOut) continue;
      const tuple = { local: LOCAL, remote: remoteOf(connection) };
      const { endedIn, endedOut } = state;
      records.push({
        kind: 'seen',
        connection,
        timeUs: markUs,
        tuple,
        nextIn: state.in,
        nextOut: state.out,
        endedIn,
        endedOut,
      });
    }
  };
  for (const { connection, what, timeUs, bytes } of events) {
    if (!marked && timeUs > markUs) mark();
    const base = { connection, timeUs };
    if (what === 'open') {
      const tuple = { local: LOCAL, remote: remoteOf(connection) };
      next.set(connection, {
        in: firstIn(connection),
        out: firstOut(connection),
        endedIn: false,
        endedOut: false,
      });
      records.push({ ...base, kind: 'open', direction: 'in', seq: firstIn(connection), tuple });
      records.push({ ...base, kind: 'accept', direction: 'out', seq: firstOut(connection) });
      continue;
    }
    const state = next.get(connection)!;
    const direction = what.endsWith('in') ? 'in' : 'out';
    if (what === 'in' || what === 'out') {
      records.push({ ...base, kind: 'data', direction, seq: state[direction], bytes: Buffer.from(bytes) });
      state[direction] = (state[direction] + bytes.length) >>> 0;
    } else {
      records.push({ ...base, kind: 'end', direction, seq: state[direction] });
      state[direction] = (state[direction] + 1) >>> 0;
      if (direction === 'in') state.endedIn = true;
      else state.endedOut = true;
    }
  }
  if (!marked) mark();
  return records;
}

/**
 * A replica that does exactly what production did: says each piece of output once it has got the input that production
 * had by then. `started` are the events it has behind it at the cut.
 */
export class ModelReplica implements ReplicaSide {
  replay!: Replay;
  readonly got = new Map<number, string>();
  readonly ended = new Set<number>();
  readonly dials: number[] = [];
  readonly #script: readonly WireEvent[];
  readonly #at = new Map<number, number>();
  readonly #open = new Map<number, Feed>();
  nowUs = 0;

  constructor(script: readonly WireEvent[]) {
    this.#script = script;
  }

  carry(feed: Feed, doneEvents: number): void {
    this.#open.set(feed.remote.port - 40_000, feed);
    this.#at.set(feed.remote.port - 40_000, doneEvents);
  }
  dial(feed: Feed): void {
    this.dials.push(feed.remote.port - 40_000);
    this.carry(feed, 1);
  }
  write(feed: Feed, bytes: Uint8Array): boolean {
    const connection = feed.remote.port - 40_000;
    this.got.set(connection, (this.got.get(connection) ?? '') + Buffer.from(bytes).toString());
    return true;
  }
  end(feed: Feed): void {
    this.ended.add(feed.remote.port - 40_000);
  }
  reset(): void {}

  /** Does all that the input so far makes it do; whether it did anything. */
  work(): boolean {
    let worked = false;
    for (const [connection, feed] of this.#open) {
      const own = this.#script.filter((event) => event.connection === connection);
      let at = this.#at.get(connection)!;
      let input = (this.got.get(connection) ?? '').length;
      for (const event of own.slice(at)) {
        if (event.what === 'in') {
          if (input < event.bytes.length) break;
          input -= event.bytes.length;
          this.got.set(connection, this.got.get(connection)!.slice(event.bytes.length));
          this.consumed.set(connection, (this.consumed.get(connection) ?? '') + event.bytes);
        } else if (event.what === 'end-in') {
          if (!this.ended.has(connection)) break;
        } else if (event.what === 'out') this.replay.heard(feed, Buffer.from(event.bytes), this.nowUs);
        else this.replay.ended(feed, this.nowUs);
        worked = true;
        at += 1;
      }
      this.#at.set(connection, at);
      if (
        at === own.length &&
        !feed.closed &&
        own.some((e) => e.what === 'end-in') &&
        own.some((e) => e.what === 'end-out')
      )
        this.replay.closed(feed, this.nowUs);
    }
    return worked;
  }
  readonly consumed = new Map<number, string>();
}

/** A cut in which each connection stands where its events before `freezeUs` left it. */
export function cutOf(
  events: readonly WireEvent[],
  connections: readonly number[],
  times: { readonly frozenAtUs: number; readonly freezeUs: number; readonly resumedAtUs: number },
  unacknowledged: (connection: number) => number,
): Cut__Output {
  return {
    frozenAtUs: times.frozenAtUs,
    resumedAtUs: times.resumedAtUs,
    waiting: [],
    connections: connections.map((connection) => {
      const own = events.filter((event) => event.connection === connection && event.timeUs < times.freezeUs);
      const bytes = (what: string) =>
        own.filter((e) => e.what === what).reduce((sum, e) => sum + e.bytes.length, 0);
      const peerEnded = own.some((e) => e.what === 'end-in');
      const end = firstOut(connection) + bytes('out');
      return {
        local: LOCAL,
        remote: remoteOf(connection),
        state: peerEnded ? 8 : 1,
        inboundSeq: (firstIn(connection) + bytes('in') + (peerEnded ? 1 : 0)) >>> 0,
        outboundAckedSeq: (end - unacknowledged(connection)) >>> 0,
        outboundEndSeq: end >>> 0,
        ipv6Socket: false,
        unread: Buffer.alloc(0),
        options: {
          optMask: 7,
          sndWscale: 7,
          rcvWscale: 7,
          mssClamp: 1460,
          timestamp: 1,
          sndWl1: 0,
          sndWnd: 65_536,
          maxWindow: 65_536,
          rcvWnd: 65_536,
          rcvWup: 0,
        },
      };
    }),
  };
}
