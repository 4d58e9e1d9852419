import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { clockMonotonicUs } from '../../runtime/linux/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { decodeBatch } from '../log/mod.js';
import { BatchLedger } from './batch-ledger.js';
import type { CutPlan } from './carried-connection.js';
import { hasWire, makeTwins, prepareCell } from './cell-socket.js';
import type { Feed } from './feed.js';
import type { GateOrder } from './gate.js';
import { Lag } from './lag.js';
import { LogContinuity } from './log-continuity.js';
import { LogReader, type StreamExtent } from './log-reader.js';
import { Replay } from './replay.js';
import { ReplicaProcesses } from './replica-processes.js';
import { StoppedTime } from './stopped-time.js';
import type { Idleness } from './turn.js';
import { ReplicaSockets, type SocketEvents } from './replica-sockets.js';

/** How often time is looked at: patience, endings, rates, milliseconds. The one timer of a session. */
const TICK_MS = 100;
/** The same for a replica that somebody has stopped: nothing comes from it, and production shares the processors. */
const STOPPED_TICK_MS = 500;
/** How soon a delivery is tried again that waits for another connection's turn to end, milliseconds. */
const TURN_CHECK_MS = 5;
/** How often the stream and the cell are looked at, milliseconds. */
const SURVEY_MS = 1000;
/** The same for a replica that somebody has stopped. */
const STOPPED_SURVEY_MS = 2000;
/** What may be held for the replica before no more of the log is read: bytes, and records. */
const MOST_HELD_BYTES = 32 * 1024 * 1024;
const MOST_HELD_RECORDS = 200_000;
/** The same for a replica that somebody has stopped, in a debugger perhaps for days: production shares the processors. */
const STOPPED_HELD_BYTES = 1024 * 1024;
const STOPPED_HELD_RECORDS = 10_000;
/**
 * How far before the mark it is looked for the beginnings of connections that were not accepted at the freeze, messages. A
 * program that does not accept has little traffic: this is read in a second or two, and reaches back for minutes.
 */
const LOOK_BACK_MESSAGES = 10_000;
/** Once everything in the log has been read for this long, what was captured before production ran again is in it. */
const SETTLE_US = 500_000;

export type SessionState = 'prepared' | 'following' | 'overrun' | 'lost' | 'stopped';

export interface SessionOptions {
  readonly replica: string;
  /** Path of the cell's network namespace. */
  readonly netns: string;
  readonly plan: CutPlan;
  readonly stream: string;
  /** JetStream sequence of the mark to start at. */
  readonly logSequence: number;
  readonly order: GateOrder;
  readonly patienceMs: number;
  readonly log: Logger;
}

/** One replica being fed: its sockets, its place in the log, and the replay between the two. */
export class Session implements SocketEvents {
  state: SessionState = 'prepared';
  /** Why it is overrun or lost. */
  endReason = '';
  readonly replay: Replay;
  readonly sockets: ReplicaSockets;
  lag: Lag;
  readonly ledger = new BatchLedger();
  readonly #options: SessionOptions;
  readonly #continuity = new LogContinuity();
  #processes = new ReplicaProcesses(0);
  #stoppedTime = new StoppedTime(this.#processes);
  #reader: LogReader | undefined;
  #reading: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #surveyedMs = 0;
  #drainedSinceUs: number | undefined;
  #pumpAsked = false;
  #turnTimer: NodeJS.Timeout | undefined;
  #room: (() => void) | undefined;
  #hadWire = false;

  /** Makes the twins. Throws TwinFailedError. */
  constructor(options: SessionOptions) {
    this.#options = options;
    this.sockets = new ReplicaSockets(options.netns, this);
    this.replay = new Replay(
      options.plan,
      {
        order: options.order,
        patienceUs: options.patienceMs * 1000,
        idleness: () => this.#idleness(),
      },
      this.sockets,
    );
    this.lag = new Lag(this.ledger, options.logSequence);
    prepareCell(options.netns);
    const fds = makeTwins(options.netns, options.plan.connections);
    this.replay.carried.forEach(({ feed }, index) => this.sockets.attach(feed, fds[index]!));
  }

  /** Begins to read the log and to feed the replica, whose first process is `pid` (0: not known). */
  async start(connection: NatsConnection, pid: number): Promise<void> {
    this.#processes = new ReplicaProcesses(pid);
    this.#stoppedTime = new StoppedTime(this.#processes);
    const { replica, stream, logSequence, netns, plan } = this.#options;
    const startSequence = logSequence;
    const lookBack = plan.waiting.length > 0 ? LOOK_BACK_MESSAGES : 0;
    const reader = await LogReader.open(connection, { replica, stream, startSequence, lookBack });
    this.#reader = reader;
    this.lag = new Lag(this.ledger, reader.startSequence);
    this.#hadWire = hasWire(netns);
    this.state = 'following';
    this.#observe(await reader.extent());
    this.lag.sample(clockMonotonicUs() / 1000);
    this.#reading = this.#read(reader).catch((error: unknown) => this.#fail(error));
    this.#surveyedMs = performance.now();
    this.#arm();
  }

  /** Stops feeding; the replica's connections stay as they are, and their other ends go without a word. */
  async stop(): Promise<void> {
    this.#halt('stopped', '');
    this.sockets.vanish();
    await this.#reading;
    await this.#reader?.remove();
  }

  /** What keeps the log from being read now; empty when nothing does. */
  get trouble(): string {
    return this.state === 'following' ? (this.#reader?.trouble ?? '') : '';
  }

  /** Looks at the stream now, so that the lag figures are of this moment. False: it could not be seen. */
  async survey(): Promise<boolean> {
    if (this.state !== 'following' || this.#reader === undefined) return false;
    try {
      this.#observe(await this.#reader.extent());
      return true;
    } catch (error) {
      this.#options.log.debug({ err: error }, 'the stream does not answer');
      return false;
    }
  }

  heard(feed: Feed, bytes: Uint8Array): void {
    this.replay.heard(feed, bytes, this.#now());
    this.#askPump();
  }

  ended(feed: Feed): void {
    if (!this.#live) return;
    this.replay.ended(feed, this.#now());
    this.#askPump();
  }

  refused(feed: Feed): void {
    if (!this.#live) return;
    this.replay.refused(feed, this.#now());
    this.#askPump();
  }

  closed(feed: Feed): void {
    if (!this.#live) return;
    this.replay.closed(feed, this.#now());
    this.#askPump();
  }

  replaced(feed: Feed): void {
    this.replay.replaced(feed);
  }

  writable(feed: Feed): void {
    this.replay.writable(feed);
    this.#askPump();
  }

  failed(feed: Feed, error: Error): void {
    this.#options.log.warn(
      { err: error, connection: feed.key },
      'connection to the replica could not be made',
    );
    this.replay.fidelity.unfaithful(`${feed.key} could not be opened to the replica: ${error.message}`);
    this.replay.replaced(feed);
  }

  /** The replica's own time: it stands while somebody has stopped its processes. */
  #now(): number {
    return this.#stoppedTime.awake(clockMonotonicUs());
  }

  #idleness(): Idleness {
    if (!this.#processes.known) return 'unknown';
    return this.#processes.isIdle(clockMonotonicUs()) ? 'idle' : 'busy';
  }

  get #live(): boolean {
    return this.state === 'following' || this.state === 'prepared';
  }

  async #read(reader: LogReader): Promise<void> {
    const { log } = this.#options;
    for await (const message of reader.messages((err) =>
      log.warn({ err }, 'reading the log failed, trying again'),
    )) {
      if (this.state !== 'following') return;
      if (message.info.streamSequence !== this.lag.lastRead + 1) {
        this.#overrun(message.info.streamSequence);
        return;
      }
      this.#take(message);
      this.#pump();
      this.sockets.resumeReading();
      // Messages that are here already would come without a turn of the event loop, and no socket would be read.
      await nextTurn();
      while (this.state === 'following' && this.#full) await this.#untilRoom();
    }
  }

  #take(message: JsMsg): void {
    const { streamSequence, pending, timestampNanos } = message.info;
    const writtenAtMs = timestampNanos / 1e6;
    const nowUs = this.#now();
    this.lag.read(streamSequence, pending, writtenAtMs);
    let batch;
    try {
      batch = decodeBatch(message.data);
    } catch (error) {
      this.#options.log.error({ err: error, sequence: streamSequence }, 'a batch of the log cannot be read');
      if (streamSequence < this.#options.logSequence) this.replay.forgetRecalled();
      else this.replay.missed(`message ${streamSequence} of the log cannot be read`, nowUs);
      this.#reader?.done(streamSequence);
      return;
    }
    const beforeMark = streamSequence < this.#options.logSequence;
    const hole = this.#continuity.follow(batch);
    if (hole !== undefined) {
      // A hole before the mark, or at it, takes nothing from what was open at the mark.
      if (streamSequence <= this.#options.logSequence) this.replay.forgetRecalled();
      else this.replay.missed(hole, nowUs);
    }
    const ticket = this.ledger.open({
      sequence: streamSequence,
      records: batch.records.length,
      bytes: message.data.length,
      writtenAtMs,
      acknowledge: () => this.#reader?.done(streamSequence),
    });
    for (const record of batch.records) {
      if (beforeMark) this.replay.recall(record, ticket);
      else this.replay.push(record, ticket, nowUs);
    }
  }

  get #full(): boolean {
    // Before that nothing held would ever be done by waiting.
    if (!this.replay.settled) return false;
    const { stopped } = this.#stoppedTime;
    return (
      this.replay.heldBytes > (stopped ? STOPPED_HELD_BYTES : MOST_HELD_BYTES) ||
      this.replay.gate.items > (stopped ? STOPPED_HELD_RECORDS : MOST_HELD_RECORDS)
    );
  }

  async #untilRoom(): Promise<void> {
    if (!this.#stoppedTime.stopped) this.replay.relieve();
    await new Promise<void>((resolve) => {
      this.#room = resolve;
      this.#askPump();
    });
  }

  /** Deliveries are made once per turn of the event loop, after everything that the replica said in it was heard. */
  #askPump(): void {
    if (this.#pumpAsked || this.state !== 'following') return;
    this.#pumpAsked = true;
    setImmediate(() => {
      this.#pumpAsked = false;
      if (this.state !== 'following') return;
      this.#pump();
      this.#wake();
    });
  }

  #pump(): void {
    this.replay.pump(this.#now());
    if (!this.replay.gate.awaitsTurn || this.#turnTimer !== undefined) return;
    // Usually the answer comes first, and asks for the next pump itself.
    this.#turnTimer = setTimeout(() => {
      this.#turnTimer = undefined;
      this.#askPump();
    }, TURN_CHECK_MS);
  }

  #wake(): void {
    if (this.#room === undefined || (this.state === 'following' && this.#full)) return;
    this.#room();
    this.#room = undefined;
  }

  #arm(): void {
    const tick = (): void => {
      this.#tick();
      if (this.state === 'following') this.#arm();
    };
    this.#timer = setTimeout(tick, this.#stoppedTime.stopped ? STOPPED_TICK_MS : TICK_MS);
  }

  #tick(): void {
    if (this.state !== 'following') return;
    this.#stoppedTime.look(clockMonotonicUs());
    const nowUs = this.#now();
    this.#drainedSinceUs = this.lag.drained ? (this.#drainedSinceUs ?? nowUs) : undefined;
    if (this.#drainedSinceUs !== undefined && nowUs - this.#drainedSinceUs >= SETTLE_US)
      this.replay.settle(nowUs);
    this.replay.tick(nowUs, this.lag.drained);
    this.sockets.tick();
    this.#wake();
    const nowMs = performance.now();
    if (nowMs - this.#surveyedMs < (this.#stoppedTime.stopped ? STOPPED_SURVEY_MS : SURVEY_MS)) return;
    this.#surveyedMs = nowMs;
    this.lag.sample(clockMonotonicUs() / 1000);
    if (!existsSync(this.#options.netns)) this.#halt('lost', 'the cell of the replica is gone');
    else if (this.#hadWire && !hasWire(this.#options.netns))
      this.#halt('lost', 'the processes of the replica have ended');
    else void this.survey();
  }

  #observe(extent: StreamExtent): void {
    this.lag.observe(extent);
    if (extent.firstSequence > this.lag.lastRead + 1) this.#overrun(extent.firstSequence);
  }

  #overrun(oldest: number): void {
    const next = this.lag.lastRead + 1;
    this.#halt(
      'overrun',
      `the log has moved past the replica: it needs message ${next}, the oldest kept is ${oldest}; ` +
        `${this.ledger.recordsDone} records were done`,
    );
  }

  #fail(error: unknown): void {
    this.#options.log.error({ err: error }, 'replay failed');
    this.#halt('lost', 'the replayer failed; its log tells why');
  }

  /** Ends the feed where it is. Connections stay open. */
  #halt(state: Exclude<SessionState, 'prepared' | 'following'>, reason: string): void {
    if (!this.#live && state !== 'stopped') return;
    this.state = state;
    clearTimeout(this.#timer);
    clearTimeout(this.#turnTimer);
    this.#reader?.close();
    this.#wake();
    if (reason === '') return;
    this.endReason = reason;
    this.replay.fidelity.unfaithful(reason);
    this.#options.log.warn({ state, reason }, 'replay ended');
  }
}
