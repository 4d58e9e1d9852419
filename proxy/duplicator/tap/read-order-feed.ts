import type { Logger } from '../../../runtime/log/mod.js';
import { ReadWatch, type ReadEvent } from '../reads/mod.js';
import type { Reassembler } from './reassembler.js';
import type { RecordSink } from './record-sink.js';
import { hashKey, KEY_WORDS } from './segment.js';

/** A read that is known, and not told yet. Entries are used again. */
class PendingRead {
  timeUs = 0;
  readTo = 0;
  hash = 0;
  family: 4 | 6 = 4;
  readonly key = new Int32Array(KEY_WORDS);
}

/** What hands over reads; ReadWatch is one. */
export interface ReadSource {
  readonly lost: number;
  poll(reader: (event: ReadEvent) => void): void;
  close(): void;
}

export interface ReadOrderOptions {
  readonly instance: string;
  readonly pid: number;
  readonly servicePorts: readonly number[];
  readonly log: Logger;
}

/** Tells the recorder when the instance's program read from which connection, in its place among the packets. */
export class ReadOrderFeed {
  readonly #source: ReadSource;
  readonly #reassembler: Reassembler;
  readonly #sink: RecordSink;
  readonly #pending: PendingRead[] = [];
  #from = 0;
  #to = 0;
  #lost = 0;

  constructor(source: ReadSource, reassembler: Reassembler, sink: RecordSink) {
    this.#source = source;
    this.#reassembler = reassembler;
    this.#sink = sink;
  }

  get lost(): number {
    return this.#source.lost;
  }
  /** Reads that wait for a packet behind them, or for `tellUntil`. */
  get waiting(): number {
    return this.#to - this.#from;
  }

  /** Takes in what was read since the last call. */
  poll(): void {
    const before = this.#to;
    this.#source.poll((event) => this.#take(event));
    if (this.#source.lost > this.#lost) this.#takeAll();
    // Each processor's reads are in order, those of several are not.
    for (let i = Math.max(before, this.#from + 1); i < this.#to; i += 1) {
      for (
        let at = i;
        at > this.#from && this.#pending[at - 1]!.timeUs > this.#pending[at]!.timeUs;
        at -= 1
      ) {
        const later = this.#pending[at - 1]!;
        this.#pending[at - 1] = this.#pending[at]!;
        this.#pending[at] = later;
      }
    }
  }

  /** Tells of all reads before `timeUs`: the packets until then have been told. */
  tellUntil(timeUs: number): void {
    while (this.#from < this.#to && this.#pending[this.#from]!.timeUs < timeUs) {
      const read = this.#pending[this.#from]!;
      this.#from += 1;
      this.#reassembler.passTime(read.timeUs);
      const connection = this.#reassembler.table.find(read.key, read.hash) ?? this.#reassembler.meet(read);
      if (!connection.over) this.#reassembler.read(connection, read.readTo);
    }
    if (this.#from === this.#to) this.#from = this.#to = 0;
  }

  close(): void {
    this.#source.close();
  }

  /** Reads were lost: any connection may have been read, and none may be waited for. */
  #takeAll(): void {
    this.#lost = this.#source.lost;
    for (const connection of this.#reassembler.table) {
      if (!connection.over) this.#sink.read(connection, this.#reassembler.nowUs, undefined);
    }
  }

  #take(event: ReadEvent): void {
    const read = (this.#pending[this.#to] ??= new PendingRead());
    this.#to += 1;
    read.timeUs = event.timeUs;
    read.readTo = event.readTo;
    read.family = event.family;
    const words = event.family === 4 ? 1 : 4;
    for (let i = 0; i < 4; i += 1) {
      read.key[i] = i < words ? event.remote[i]! : 0;
      read.key[4 + i] = i < words ? event.local[i]! : 0;
    }
    read.key[8] = (event.remotePort << 16) | event.localPort;
    read.hash = hashKey(read.key);
  }
}

/** Begins to watch the instance's reads; undefined, with the reason in the log, where the kernel does not allow it. */
export function openReadOrder(
  { instance, pid, servicePorts, log }: ReadOrderOptions,
  reassembler: Reassembler,
  sink: RecordSink,
): ReadOrderFeed | undefined {
  if (pid === 0) return undefined;
  try {
    return new ReadOrderFeed(new ReadWatch({ pid, ports: servicePorts }), reassembler, sink);
  } catch (error) {
    log.warn({ err: error, instance }, 'reads cannot be watched: the log has the order of the wire only');
    return undefined;
  }
}
