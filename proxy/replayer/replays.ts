import type { PrepareReplayRequest__Output } from '../../proto/gen/parikshan/v1/PrepareReplayRequest.js';
import type { ReplayStatus } from '../../proto/gen/parikshan/v1/ReplayStatus.js';
import type { Logger, LogLevel } from '../../runtime/log/mod.js';
import type { NatsConfig } from '../../runtime/nats/mod.js';
import { InvalidProxyRequestError, ReplayExistsError, ReplayNotFoundError } from '../errors.js';
import { planCut } from './carried-connection.js';
import { ReplayThread } from './replay-thread.js';
import type { ReplayWorkerData } from './worker-protocol.js';

/** How long a record waits for output that does not come, when the request does not say. */
const DEFAULT_PATIENCE_MS = 5000;

/** All replays of this proxy, by replica. */
export class Replays {
  readonly #nats: NatsConfig;
  readonly #log: Logger;
  readonly #threads = new Map<string, ReplayThread>();
  /** Names whose twins are being made. */
  readonly #preparing = new Set<string>();

  constructor(nats: NatsConfig, log: Logger) {
    this.#nats = nats;
    this.#log = log;
  }

  /** Replicas that are fed, or will be. */
  get names(): string[] {
    return [...this.#threads.keys()].sort();
  }

  /** The number of twins. Throws ReplayExistsError, InvalidProxyRequestError, CutConnectionUnusableError, TwinFailedError. */
  async prepare(request: PrepareReplayRequest__Output): Promise<number> {
    const { replica } = request;
    if (this.#threads.has(replica) || this.#preparing.has(replica)) throw new ReplayExistsError(replica);
    const log = this.#log.child({ component: 'replayer', replica });
    const data = workerData(request, this.#nats, log.level as LogLevel);
    this.#preparing.add(replica);
    try {
      const { thread, twins } = await ReplayThread.prepare(data, log);
      this.#threads.set(replica, thread);
      log.info({ twins }, 'twins are ready');
      return twins;
    } finally {
      this.#preparing.delete(replica);
    }
  }

  async start(replica: string, pid: number): Promise<void> {
    await this.#get(replica).start(pid);
  }

  status(replica: string): Promise<ReplayStatus> {
    return this.#get(replica).status();
  }

  /** Whether there was one. */
  async stop(replica: string): Promise<boolean> {
    const thread = this.#threads.get(replica);
    if (thread === undefined) return false;
    this.#threads.delete(replica);
    await thread.stop();
    this.#log.info({ component: 'replayer', replica }, 'replay stopped');
    return true;
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.names.map((name) => this.stop(name)));
  }

  #get(replica: string): ReplayThread {
    const thread = this.#threads.get(replica);
    if (thread === undefined) throw new ReplayNotFoundError(replica);
    return thread;
  }
}

function workerData(
  request: PrepareReplayRequest__Output,
  nats: NatsConfig,
  logLevel: LogLevel,
): ReplayWorkerData {
  const { replica, netns, stream, cut, logSequence, order, patienceMs } = request;
  for (const [field, value] of Object.entries({ replica, netns, stream })) {
    if (value === '') throw new InvalidProxyRequestError(field, 'is missing');
  }
  if (cut === null) throw new InvalidProxyRequestError('cut', 'is missing');
  if (Number(logSequence) < 1)
    throw new InvalidProxyRequestError('log_sequence', 'must be the number of a mark');
  return {
    replica,
    netns,
    stream,
    plan: planCut(cut),
    logSequence: Number(logSequence),
    order: order === 'REPLAY_ORDER_CAUSAL' ? 'causal' : 'strict',
    patienceMs: patienceMs === 0 ? DEFAULT_PATIENCE_MS : patienceMs,
    nats,
    logLevel,
  };
}
