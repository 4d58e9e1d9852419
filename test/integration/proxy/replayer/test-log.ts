import type { ConnectionTuple, LogRecord } from '../../../../proxy/log/mod.js';
import { encodeBatch } from '../../../../proxy/log/mod.js';
import { connectNats, jetstream, jetstreamManager, startNatsServer } from '../../../../runtime/nats/mod.js';
import type { JetStreamClient, NatsConnection, RunningNatsServer } from '../../../../runtime/nats/mod.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RetentionPolicy, StorageType } from '@nats-io/jetstream';

/** A record without its time. */
export type Timeless = LogRecord extends infer R ? (R extends LogRecord ? Omit<R, 'timeUs'> : never) : never;

/** One connection as a tap would record it, byte by byte numbered. */
export class Wire {
  readonly #number: number;
  readonly #tuple: ConnectionTuple;
  #in: number;
  #out: number;

  constructor(number: number, tuple: ConnectionTuple, firstIn = 1000, firstOut = 0xffff_fff0) {
    this.#number = number;
    this.#tuple = tuple;
    this.#in = firstIn;
    this.#out = firstOut;
  }
  open(): Timeless[] {
    return [
      { kind: 'open', connection: this.#number, direction: 'in', seq: this.#in, tuple: this.#tuple },
      { kind: 'accept', connection: this.#number, direction: 'out', seq: this.#out },
    ];
  }
  dial(): Timeless {
    return this.open()[0]!;
  }
  seen(): Timeless {
    return {
      kind: 'seen',
      connection: this.#number,
      tuple: this.#tuple,
      nextIn: this.#in,
      nextOut: this.#out,
      endedIn: false,
      endedOut: false,
    };
  }
  in(text: string | Uint8Array): Timeless {
    const bytes = Buffer.from(text);
    const seq = this.#in;
    this.#in = (this.#in + bytes.length) >>> 0;
    return { kind: 'data', connection: this.#number, direction: 'in', seq, bytes };
  }
  out(text: string | Uint8Array): Timeless {
    const bytes = Buffer.from(text);
    const seq = this.#out;
    this.#out = (this.#out + bytes.length) >>> 0;
    return { kind: 'data', connection: this.#number, direction: 'out', seq, bytes };
  }
  endIn(): Timeless {
    return { kind: 'end', connection: this.#number, direction: 'in', seq: this.#in };
  }
  endOut(): Timeless {
    return { kind: 'end', connection: this.#number, direction: 'out', seq: this.#out };
  }
  reset(direction: 'in' | 'out'): Timeless {
    return { kind: 'reset', connection: this.#number, direction };
  }
  /** Leaves out `bytes` toward the container. */
  gapIn(bytes: number): Timeless {
    const seq = this.#in;
    this.#in = (this.#in + bytes) >>> 0;
    return { kind: 'gap', connection: this.#number, direction: 'in', seq, gapBytes: bytes };
  }
}

/** A real nats-server with one log in it. */
export class TestLog {
  readonly stream = 'PK_LOG_test';
  readonly subject = 'parikshan.log.test';
  readonly connection: NatsConnection;
  server: RunningNatsServer;
  readonly #jetstream: JetStreamClient;
  readonly #directory: string;
  #sequence = 0;
  #timeUs = 1_000_000;
  epoch = 1;

  private constructor(server: RunningNatsServer, connection: NatsConnection, directory: string) {
    this.server = server;
    this.connection = connection;
    this.#jetstream = jetstream(connection);
    this.#directory = directory;
  }

  static async start(): Promise<TestLog> {
    const directory = mkdtempSync(path.join(tmpdir(), 'pk-replayer-'));
    const server = await startNatsServer({ storeDir: directory, port: 0, diesWithParent: true });
    return new TestLog(server, await connectNats(server.config, 'test'), directory);
  }

  /** An empty log. */
  async begin(maxMessages = -1): Promise<void> {
    const manager = await jetstreamManager(this.connection);
    await manager.streams.delete(this.stream).catch(() => false);
    await manager.streams.add({
      name: this.stream,
      subjects: [this.subject],
      storage: StorageType.File,
      retention: RetentionPolicy.Limits,
      max_msgs: maxMessages,
    });
    this.#sequence = 0;
    this.epoch += 1;
    await this.write([{ kind: 'mark', connection: 0, id: 'start' }]);
  }

  /** One batch. */
  async write(records: readonly Timeless[]): Promise<void> {
    const stamped = records.map((record) => ({ ...record, timeUs: (this.#timeUs += 1) }));
    const bytes = encodeBatch({ epoch: this.epoch, sequence: this.#sequence++, records: stamped });
    await this.#jetstream.publish(this.subject, bytes);
  }

  /** Ends the server and starts it again with what it had on disk. */
  async restartServer(): Promise<void> {
    await this.server.stop(5000);
    const { port, config } = this.server;
    this.server = await startNatsServer({
      storeDir: this.#directory,
      port,
      token: config.token,
      diesWithParent: true,
    });
    // What is published before the client is back is lost without a word.
    for (let attempt = 0; ; attempt += 1) {
      const manager = await jetstreamManager(this.connection).catch(() => undefined);
      if ((await manager?.streams.info(this.stream).catch(() => undefined)) !== undefined) return;
      if (attempt > 100) throw new Error('NATS did not come back');
      await sleep(50);
    }
  }

  /** A batch that is lost. */
  lose(): void {
    this.#sequence += 1;
  }

  async stop(): Promise<void> {
    await this.connection.close();
    await this.server.stop(5000);
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
