import type { JetStreamManager } from '@nats-io/jetstream';
import { createInbox, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type { Logger } from '../../runtime/log/mod.js';
import { jetstreamManager } from '../../runtime/nats/mod.js';
import type { FinishedBatch } from './finished-batch.js';
import {
  batchHeaders,
  batchMessageId,
  batchSequence,
  storeAnswer,
  streamEnd,
  type Predecessor,
} from './log-stream.js';
import { Unacknowledged, type Backlog } from './unacknowledged.js';

/** Bytes on their way at once: enough to keep a busy server busy, few enough to send again. */
const SENT_BYTES_LIMIT = 8 * 1024 * 1024;
/** Without an acknowledgement for this long the path is taken for broken, and the stream asked where it ends. */
const STALL_MS = 5000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

export interface PublisherOptions {
  /** Reconnects by itself, for ever. */
  readonly connection: NatsConnection;
  /** Exists already; nobody else writes to it. */
  readonly stream: string;
  readonly subject: string;
  readonly epoch: number;
  readonly log: Logger;
  /** Called when batches were acknowledged: there is room again. */
  readonly onAcknowledged: () => void;
  /** Called with a batch whose memory nobody needs any more: it is in the log, and will not be sent again. */
  readonly onForgotten?: ((batch: FinishedBatch) => void) | undefined;
  /** Whether the disk of the log can take more; without it that is not known. */
  readonly hasRoom?: (() => boolean) | undefined;
}

/** What has reached the log so far. */
export interface PublisherTotals {
  readonly batches: number;
  readonly records: number;
  readonly bytes: number;
  readonly gaps: number;
  readonly gapBytes: number;
  /** JetStream sequence of the last acknowledged batch; 0 before the first. */
  readonly logSequence: number;
  /** What is wrong with the path to the log now; empty when nothing is. */
  readonly lastError: string;
}

interface Waiting {
  readonly sequence: number;
  readonly resolve: (logSequence: number) => void;
}

/**
 * Sends batches to a JetStream stream: many at a time, each once and in order, whatever happens to the server and the
 * connection. It keeps a batch until it is acknowledged and never waits: who adds batches bounds them by `heldBytes`.
 *
 * After an error, a lost connection or silence it asks the stream where it ends and goes on from there.
 */
export class LogPublisher {
  readonly #options: PublisherOptions;
  readonly #queue: Unacknowledged;
  readonly #inbox = createInbox();
  #subscription: Subscription | undefined;
  #manager: JetStreamManager | undefined;
  /** Sending goes on; else the stream's end is being asked for, or the connection is gone. */
  #flowing = false;
  #connected = true;
  #closed = false;
  /** Answers to what was sent before the last interruption carry an older one. */
  #generation = 0;
  /** What the stream ends with before the next batch to be sent; undefined while it is empty. */
  #behind: Predecessor | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #retry: NodeJS.Timeout | undefined;
  #stall: NodeJS.Timeout | undefined;
  #progressAt = 0;
  #waiting: Waiting[] = [];
  /** The last batch that the totals count. */
  #counted = -1;
  #totals = { batches: 0, records: 0, bytes: 0, gaps: 0, gapBytes: 0, logSequence: 0, lastError: '' };

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#queue = new Unacknowledged(0, options.onForgotten);
  }

  /** Rejects when the stream cannot be asked for its end: it does not exist, or there is no JetStream. */
  async start(): Promise<void> {
    const { connection } = this.#options;
    this.#manager = await jetstreamManager(connection);
    this.#subscription = connection.subscribe(`${this.#inbox}.*.*`, {
      callback: (_error, message) => this.#answered(message),
    });
    void this.#followConnection();
    await this.#findEnd();
    this.#stall = setInterval(() => this.#checkProgress(), STALL_MS / 5);
  }

  get heldBytes(): number {
    return this.#queue.heldBytes;
  }
  get totals(): PublisherTotals {
    return this.#totals;
  }
  /** Batches added and not acknowledged. */
  get pending(): number {
    return this.#queue.end - this.#queue.first;
  }

  /** Records added and not acknowledged. */
  get backlog(): Backlog {
    return this.#queue.backlog;
  }

  add(batch: FinishedBatch): void {
    this.#queue.add(batch);
    this.#send();
  }

  /** The JetStream sequence of a batch, once it is acknowledged. Never rejects: see `close`. */
  acknowledged(sequence: number): Promise<number> {
    return new Promise((resolve) => this.#waiting.push({ sequence, resolve }));
  }

  /** Waits until everything added is acknowledged, but not longer than `timeoutMs`; whether it is. */
  async flushed(timeoutMs: number): Promise<boolean> {
    if (this.#queue.isEmpty) return true;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), timeoutMs)));
    const done = this.acknowledged(this.#queue.end - 1).then(() => true as const);
    try {
      return await Promise.race([done, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Stops sending. What is not acknowledged is given up; the connection is the caller's. */
  close(): void {
    this.#closed = true;
    this.#flowing = false;
    clearTimeout(this.#retry);
    clearInterval(this.#stall);
    this.#subscription?.unsubscribe();
  }

  #send(): void {
    const { connection, subject, epoch } = this.#options;
    if (this.#flowing && this.#queue.hasUnsent && this.#options.hasRoom?.() === false) {
      this.#interrupted('the disk of the log is full');
      return;
    }
    while (this.#flowing && this.#queue.sentBytes < SENT_BYTES_LIMIT) {
      const batch = this.#queue.send();
      if (batch === undefined) return;
      if (this.#queue.sentBytes === batch.bytes.length) this.#progressAt = performance.now();
      const id = batchMessageId(epoch, batch.sequence);
      connection.publish(subject, batch.bytes, {
        reply: `${this.#inbox}.${this.#generation}.${batch.sequence}`,
        headers: batchHeaders(id, this.#behind),
      });
      this.#behind = { messageId: id };
    }
  }

  #answered(message: Msg): void {
    const [generation, sequence] = message.subject
      .slice(this.#inbox.length + 1)
      .split('.')
      .map(Number);
    const answer = storeAnswer(message);
    if (answer.stored) this.#acknowledge(sequence!, answer.logSequence);
    else if (generation === this.#generation) this.#interrupted(answer.problem);
  }

  #acknowledge(sequence: number, logSequence: number): void {
    const totals = this.#totals;
    let any = false;
    for (const batch of this.#queue.acknowledge(sequence)) {
      any = true;
      if (batch.sequence <= this.#counted) continue;
      this.#counted = batch.sequence;
      totals.batches += 1;
      totals.records += batch.records;
      totals.bytes += batch.payloadBytes;
      totals.gaps += batch.gaps;
      totals.gapBytes += batch.gapBytes;
    }
    if (!any) return;
    totals.logSequence = logSequence;
    totals.lastError = '';
    this.#progressAt = performance.now();
    this.#pauseMs = FIRST_PAUSE_MS;
    if (this.#waiting.length > 0) this.#resolveWaiting(sequence, logSequence);
    this.#send();
    this.#options.onAcknowledged();
  }

  /** The batches lie one behind the other in the stream, so that the place of one tells those before it. */
  #resolveWaiting(sequence: number, logSequence: number): void {
    const done = this.#waiting.filter((each) => each.sequence <= sequence);
    this.#waiting = this.#waiting.filter((each) => each.sequence > sequence);
    for (const each of done) each.resolve(logSequence - (sequence - each.sequence));
  }

  #interrupted(problem: string): void {
    if (this.#closed) return;
    this.#flowing = false;
    this.#generation += 1;
    if (this.#totals.lastError !== problem) {
      this.#options.log.warn({ problem, pending: this.pending }, 'the path to the log is interrupted');
    }
    this.#totals.lastError = problem;
    clearTimeout(this.#retry);
    if (!this.#connected) return;
    this.#retry = setTimeout(() => void this.#resume(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  async #resume(): Promise<void> {
    try {
      await this.#findEnd();
    } catch (error) {
      this.#interrupted(error instanceof Error ? error.message : String(error));
    }
  }

  /** Learns how far the stream has come, and sends what lies behind that. */
  async #findEnd(): Promise<void> {
    const { stream, subject, epoch } = this.#options;
    const generation = this.#generation;
    const end = await streamEnd(this.#manager!, stream, subject);
    if (generation !== this.#generation || this.#closed) return;
    const stored = batchSequence(epoch, end.messageId);
    if (stored !== undefined) this.#acknowledge(stored, end.logSequence);
    this.#sendWhatWasLost(stored ?? -1);
    this.#behind = end.logSequence === 0 ? undefined : { logSequence: end.logSequence };
    this.#queue.sendAgain();
    this.#flowing = true;
    this.#progressAt = performance.now();
    this.#send();
  }

  /** A server that was killed may come back without batches it had acknowledged. */
  #sendWhatWasLost(stored: number): void {
    const acknowledged = this.#queue.first - 1;
    if (stored >= acknowledged) return;
    if (this.#queue.takeBack(stored)) {
      this.#options.log.warn({ stored, acknowledged }, 'the log came back without its end, sending it again');
      return;
    }
    // Readers see the hole in their sequence.
    this.#options.log.error({ stored, acknowledged }, 'the log has lost batches');
  }

  #checkProgress(): void {
    if (!this.#flowing || this.#queue.sentBytes === 0) return;
    if (performance.now() - this.#progressAt > STALL_MS) this.#interrupted('the log does not answer');
  }

  async #followConnection(): Promise<void> {
    for await (const status of this.#options.connection.status()) {
      if (this.#closed) return;
      if (status.type === 'disconnect') {
        this.#connected = false;
        this.#interrupted('not connected to NATS');
      } else if (status.type === 'reconnect') {
        this.#connected = true;
        this.#generation += 1;
        void this.#resume();
      }
    }
  }
}
