import { setTimeout as delay } from 'node:timers/promises';
import type { PrepareReplayRequest__Output } from '../../../../proto/gen/parikshan/v1/PrepareReplayRequest.js';
import type { StartCaptureRequest__Output } from '../../../../proto/gen/parikshan/v1/StartCaptureRequest.js';
import type { ReplayStatus } from '../../../../proto/gen/parikshan/v1/ReplayStatus.js';
import { RemoteError } from '../../../../runtime/errors/mod.js';
import type { ServiceHandlers } from '../../../../runtime/grpc/mod.js';
import type { Script } from './script.js';

/** The client gap that the fake tap reports, microseconds. */
export const SILENCE_US = 12_500;

/** A proxy without packets: it remembers what it was asked to capture and to feed. */
export class FakeProxy {
  readonly captures = new Set<string>();
  readonly replays = new Map<string, ReplayStatus>();
  readonly prepared: PrepareReplayRequest__Output[] = [];
  readonly started: StartCaptureRequest__Output[] = [];
  /** What GetCapture says of a tap that was started. */
  captureRuns = true;
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  readonly handlers: ServiceHandlers<'ProxyService'> = {
    startCapture: (request, { signal }) =>
      this.#script.call('startCapture', signal, () => {
        const { instance } = request;
        this.started.push(request);
        const started = !this.captures.has(instance);
        this.captures.add(instance);
        return { started };
      }),
    markCapture: (_request, { signal }) =>
      this.#script.call('markCapture', signal, () => ({ logSequence: 42, connections: 3 })),
    getCapture: ({ instance }, { signal }) =>
      this.#script.call('getCapture', signal, () => {
        if (!this.captures.has(instance)) throw new RemoteError('NO_CAPTURE', 'none', { code: 'NOT_FOUND' });
        return { capture: { instance, running: this.captureRuns, lastError: '' } };
      }),
    measureClientGap: (_request, { signal }) =>
      this.#script.call('measureClientGap', signal, () => ({
        longestUs: SILENCE_US,
        waits: 3,
        unanswered: 0,
      })),
    stopCapture: ({ instance }, { signal }) =>
      this.#script.call('stopCapture', signal, () => ({ stopped: this.captures.delete(instance) })),
    prepareReplay: (request, { signal }) =>
      this.#script.call('prepareReplay', signal, () => {
        this.prepared.push(request);
        this.replays.set(request.replica, { replica: request.replica, state: 'REPLAY_STATE_PREPARED' });
        return { twins: request.cut?.connections.length ?? 0 };
      }),
    startReplay: ({ replica }, { signal }) =>
      this.#script.call('startReplay', signal, () => {
        this.#replay(replica).state = 'REPLAY_STATE_FOLLOWING';
        return {};
      }),
    getReplay: async ({ replica }) => ({ replay: this.#replay(replica) }),
    watchReplay: (request, { signal }) => this.#watch(request.replica, request.intervalMs, signal),
    stopReplay: ({ replica }, { signal }) =>
      this.#script.call('stopReplay', signal, () => ({ stopped: this.replays.delete(replica) })),
    getProxyInventory: async () => ({
      inventory: { instances: [...this.captures], replicas: [...this.replays.keys()] },
    }),
  };

  async *#watch(replica: string, intervalMs: number, signal: AbortSignal) {
    for (let replay = this.replays.get(replica); replay !== undefined; replay = this.replays.get(replica)) {
      yield { replay };
      await delay(intervalMs, undefined, { signal });
    }
  }

  #replay(replica: string): ReplayStatus {
    const replay = this.replays.get(replica);
    if (replay === undefined) throw new RemoteError('REPLAY_NOT_FOUND', 'none', { code: 'NOT_FOUND' });
    return replay;
  }
}
