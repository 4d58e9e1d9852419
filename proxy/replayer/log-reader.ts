import { AckPolicy, DeliverPolicy, ReplayPolicy, type Consumer, type JsMsg } from '@nats-io/jetstream';
import { setTimeout as delay } from 'node:timers/promises';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { jetstream, jetstreamManager, type JetStreamManager } from '../../runtime/nats/mod.js';

/** Messages asked for at once; at most 64 KiB and one record each. What is read waits for what was read before it. */
const FETCH_MESSAGES = 64;
/** How long one request for messages stands at the server when there are none, milliseconds. */
const FETCH_EXPIRES_MS = 5000;
/** Pause after a failed request, milliseconds. */
const RETRY_MS = 250;
/**
 * A replica may stand in a debugger for days: what it was given is not given to anybody else meanwhile, milliseconds.
 * What comes a second time all the same is known by its number.
 */
const ACK_WAIT_MS = 7 * 24 * 3600 * 1000;

export interface LogPosition {
  readonly stream: string;
  readonly replica: string;
  /** JetStream sequence of the first message to be read. */
  readonly startSequence: number;
  /** How many messages before that one are to be read too, as far as the log still has them. */
  readonly lookBack?: number;
}

/** What a stream holds. */
export interface StreamExtent {
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly messages: number;
  readonly bytes: number;
}

/** Name of a replica's durable consumer. */
export function consumerName(replica: string): string {
  return `replica-${replica}`;
}

/**
 * One replica's place in a log: a durable consumer, made anew, and again whenever something may have been lost on its
 * way here: the server counts what it has sent as given, and would hold it back for the whole of ACK_WAIT_MS.
 */
export class LogReader {
  readonly #connection: NatsConnection;
  #consumer: Consumer;
  readonly #manager: JetStreamManager;
  readonly #position: LogPosition;
  readonly #stop = new AbortController();
  /** What was read and is not done, by sequence: the message through which it is acknowledged, oldest first. */
  readonly #undone = new Map<number, JsMsg>();
  #last: number;
  #trouble = '';
  /** Something may have been lost on its way: the consumer is to be made anew. */
  #anew = false;

  private constructor(
    connection: NatsConnection,
    manager: JetStreamManager,
    consumer: Consumer,
    position: LogPosition,
  ) {
    this.#connection = connection;
    this.#manager = manager;
    this.#consumer = consumer;
    this.#position = position;
    this.#last = position.startSequence - 1;
    void this.#followConnection();
  }

  /** Fails as JetStream does when the stream is not there. */
  static async open(connection: NatsConnection, position: LogPosition): Promise<LogReader> {
    const manager = await jetstreamManager(connection);
    const { state } = await manager.streams.info(position.stream);
    const earliest = Math.max(state.first_seq, position.startSequence - (position.lookBack ?? 0));
    const from = { ...position, startSequence: Math.min(earliest, position.startSequence) };
    const consumer = await makeConsumer(connection, manager, from);
    return new LogReader(connection, manager, consumer, from);
  }

  /** Of the first message that is read. */
  get startSequence(): number {
    return this.#position.startSequence;
  }

  /** Why nothing can be read now; empty when it can. */
  get trouble(): string {
    return this.#trouble;
  }

  /**
   * Messages in order, each once, until `close`. Asks for more only when all it gave were taken. A message that does not
   * follow on the one before it is no longer in the log.
   */
  async *messages(onTrouble: (error: unknown) => void): AsyncGenerator<JsMsg> {
    const signal = this.#stop.signal;
    // A consumer that was just made is asked for everything: what it leaves out is not there.
    let complete = true;
    while (!signal.aborted) {
      try {
        if (this.#anew) {
          this.#anew = false;
          await this.#reopen();
          complete = true;
        }
        const some = await this.#consumer.fetch({ max_messages: FETCH_MESSAGES, expires: FETCH_EXPIRES_MS });
        const end = (): void => some.stop();
        signal.addEventListener('abort', end, { once: true });
        try {
          for await (const message of some) {
            if (signal.aborted) return;
            const { streamSequence } = message.info;
            this.#trouble = '';
            if (streamSequence <= this.#last) {
              this.#comesAgain(message);
              continue;
            }
            if (streamSequence !== this.#last + 1 && !complete) {
              this.#anew = true;
              break;
            }
            complete = false;
            this.#last = streamSequence;
            this.#undone.set(streamSequence, message);
            yield message;
          }
          if (!this.#anew) this.#trouble = '';
        } finally {
          signal.removeEventListener('abort', end);
        }
      } catch (error) {
        if (signal.aborted) return;
        this.#anew = true;
        this.#trouble = error instanceof Error ? error.message : String(error);
        onTrouble(error);
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** The message has been dealt with: acknowledges it. */
  done(sequence: number): void {
    this.#undone.get(sequence)?.ack();
    this.#undone.delete(sequence);
  }

  /** What the stream holds now. */
  async extent(): Promise<StreamExtent> {
    const { state } = await this.#manager.streams.info(this.#position.stream);
    return {
      firstSequence: state.first_seq,
      lastSequence: state.last_seq,
      messages: state.messages,
      bytes: state.bytes,
    };
  }

  /** Stops reading. */
  close(): void {
    this.#stop.abort();
  }

  /** Gives the place in the log up. */
  async remove(): Promise<void> {
    this.close();
    await this.#manager.consumers
      .delete(this.#position.stream, consumerName(this.#position.replica))
      .catch(() => false);
  }

  async #reopen(): Promise<void> {
    const [oldest = this.#last + 1] = this.#undone.keys();
    const position = { ...this.#position, startSequence: oldest };
    this.#consumer = await makeConsumer(this.#connection, this.#manager, position);
  }

  #comesAgain(message: JsMsg): void {
    const { streamSequence } = message.info;
    if (this.#undone.has(streamSequence)) this.#undone.set(streamSequence, message);
    else message.ack();
  }

  async #followConnection(): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (this.#stop.signal.aborted) return;
      if (type !== 'disconnect') continue;
      this.#trouble = 'not connected to NATS';
      this.#anew = true;
    }
  }
}

async function makeConsumer(
  connection: NatsConnection,
  manager: JetStreamManager,
  { stream, replica, startSequence }: LogPosition,
): Promise<Consumer> {
  const name = consumerName(replica);
  await manager.consumers.delete(stream, name).catch(() => false);
  await manager.consumers.add(stream, {
    durable_name: name,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: startSequence,
    replay_policy: ReplayPolicy.Instant,
    // What is read and not done is bounded by the reader, in bytes.
    max_ack_pending: -1,
  });
  return jetstream(connection).consumers.get(stream, name);
}
