import type { ReplayStatus } from '../../proto/gen/parikshan/v1/ReplayStatus.js';
import type { Logger } from '../../runtime/log/mod.js';
import { ReplayThreadError } from '../errors.js';
import { AskedThread } from '../thread/mod.js';
import type { ReplayWorkerData } from './worker-protocol.js';

const PREPARE_TIMEOUT_MS = 20_000;
const START_TIMEOUT_MS = 15_000;
/** Shorter than whoever asks the proxy waits. */
const STATUS_TIMEOUT_MS = 2000;
const STOP_TIMEOUT_MS = 10_000;

/**
 * The replay of one replica, on a thread of its own: neither another replica nor a tap is slowed by it, and its end
 * is theirs in no way.
 */
export class ReplayThread {
  readonly replica: string;
  readonly #thread: AskedThread;
  readonly #log: Logger;
  #last: ReplayStatus;
  #phase: 'prepared' | 'started' | 'stopped' = 'prepared';
  #starting: Promise<void> | undefined;

  private constructor(data: ReplayWorkerData, log: Logger) {
    this.replica = data.replica;
    this.#log = log;
    this.#last = { replica: data.replica, state: 'REPLAY_STATE_PREPARED', faithful: true };
    this.#thread = new AskedThread({
      name: `replay ${data.replica}`,
      file: new URL('./worker.js', import.meta.url),
      data,
      log,
      failed: (message, cause) => new ReplayThreadError(data.replica, message, cause),
    });
    void this.#thread.closed.then((error) => {
      if (error !== undefined) log.error({ err: error }, 'the thread of a replay ended');
    });
  }

  /** Makes the twins. Throws what made that impossible; nothing is left then. */
  static async prepare(
    data: ReplayWorkerData,
    log: Logger,
  ): Promise<{ thread: ReplayThread; twins: number }> {
    const thread = new ReplayThread(data, log);
    try {
      return { thread, twins: await thread.#thread.ask<number>('prepare', undefined, PREPARE_TIMEOUT_MS) };
    } catch (error) {
      await thread.#thread.end();
      throw error;
    }
  }

  /** Begins to feed the replica whose first process is `pid`. Once; a second call awaits the first. */
  start(pid: number): Promise<void> {
    this.#starting ??= this.#start(pid);
    return this.#starting;
  }

  /** The figures now. Of a thread that failed: the last ones known, as lost; of one that is late: the last ones. */
  async status(): Promise<ReplayStatus> {
    if (this.#phase === 'stopped') return { ...this.#last, state: 'REPLAY_STATE_STOPPED', caughtUp: false };
    try {
      this.#last = await this.#thread.ask<ReplayStatus>('status', undefined, STATUS_TIMEOUT_MS);
      return this.#last;
    } catch (error) {
      if (!(error instanceof ReplayThreadError)) throw error;
      const reason = error.message;
      // A thread that is there and late is no end: the machine may be busy.
      if (!this.#thread.over) return { ...this.#last, caughtUp: false, trouble: reason };
      return {
        ...this.#last,
        state: 'REPLAY_STATE_LOST',
        faithful: false,
        unfaithfulReason: reason,
        endReason: reason,
        trouble: '',
        caughtUp: false,
      };
    }
  }

  /** Closes the sockets without a word to the replica, and ends the thread. */
  async stop(): Promise<void> {
    this.#phase = 'stopped';
    try {
      await this.#thread.ask('stop', undefined, STOP_TIMEOUT_MS);
    } catch (error) {
      this.#log.warn({ err: error }, 'the replay did not stop by itself');
    }
    await this.#thread.end();
  }

  async #start(pid: number): Promise<void> {
    try {
      await this.#thread.ask('start', pid, START_TIMEOUT_MS);
      this.#phase = 'started';
    } catch (error) {
      // It may be tried again: a NATS server that was away, for one.
      this.#starting = undefined;
      throw error;
    }
  }
}
