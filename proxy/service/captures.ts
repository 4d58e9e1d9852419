import type { CaptureStatus } from '../../proto/gen/parikshan/v1/CaptureStatus.js';
import type { StartCaptureResponse } from '../../proto/gen/parikshan/v1/StartCaptureResponse.js';
import type { StartCaptureRequest__Output } from '../../proto/gen/parikshan/v1/StartCaptureRequest.js';
import type { Logger } from '../../runtime/log/mod.js';
import type { NatsConfig } from '../../runtime/nats/mod.js';
import { startTap, type ClientGap, type Freeze, type Mark, type Tap } from '../duplicator/mod.js';
import type { ProcessorShare } from '../processor-share/mod.js';
import { CaptureNotFoundError, InvalidProxyRequestError } from '../errors.js';

interface Capture {
  readonly tap: Promise<Tap>;
  /** Why it ended by itself; undefined while it runs. */
  failure: Error | undefined;
  last: CaptureStatus;
}

/** All captures of this proxy, by instance. */
export class Captures {
  readonly #nats: NatsConfig;
  readonly #log: Logger;
  readonly #share: ProcessorShare;
  readonly #captures = new Map<string, Capture>();

  constructor(nats: NatsConfig, log: Logger, share: ProcessorShare) {
    this.#nats = nats;
    this.#log = log;
    this.#share = share;
  }

  /** Instances whose capture runs. */
  get names(): string[] {
    return [...this.#captures].flatMap(([name, { failure }]) => (failure === undefined ? [name] : [])).sort();
  }

  /** Whether this call started it, and whether the order of reads is recorded. A capture that failed is started anew. Throws what startTap does. */
  async start(request: StartCaptureRequest__Output): Promise<StartCaptureResponse> {
    for (const field of ['instance', 'interface', 'stream', 'subject'] as const) {
      if (request[field] === '') throw new InvalidProxyRequestError(field, 'is missing');
    }
    if (request.addresses.length === 0) throw new InvalidProxyRequestError('addresses', 'none is given');
    const known = this.#captures.get(request.instance);
    if (known !== undefined && known.failure === undefined) {
      const { readsRecorded } = await (await known.tap).status();
      return { started: false, readsRecorded };
    }
    const { instance } = request;
    const capture: Capture = { tap: this.#tap(request), failure: undefined, last: { instance } };
    this.#captures.set(instance, capture);
    try {
      const tap = await capture.tap;
      void tap.closed.then((error) => {
        if (error === undefined) return;
        capture.failure = error;
        this.#log.error({ err: error, instance }, 'a capture ended by itself');
      });
      const { readsRecorded } = await tap.status();
      return { started: true, readsRecorded };
    } catch (error) {
      if (this.#captures.get(instance) === capture) this.#captures.delete(instance);
      throw error;
    }
  }

  async mark(instance: string): Promise<Mark> {
    return (await this.#running(instance)).mark();
  }

  /** What waiting clients saw of a freeze. */
  async clientGap(instance: string, freeze: Freeze, withinMs: number): Promise<ClientGap> {
    return (await this.#running(instance)).clientGap(freeze, withinMs);
  }

  /** Of a capture that failed: the last figures known, and why it failed. */
  async status(instance: string): Promise<CaptureStatus> {
    const capture = this.#captures.get(instance);
    if (capture === undefined) throw new CaptureNotFoundError(instance);
    const tap = await capture.tap;
    if (capture.failure === undefined) {
      const {
        oddPackets: _odd,
        retransmits: _again,
        bufferedBytes: _held,
        cpuUs: _cpu,
        ...figures
      } = await tap.status();
      capture.last = { instance, ...figures };
      return capture.last;
    }
    return { ...capture.last, running: false, lastError: capture.failure.message };
  }

  /** Whether there was one. */
  async stop(instance: string): Promise<boolean> {
    const capture = this.#captures.get(instance);
    if (capture === undefined) return false;
    this.#captures.delete(instance);
    // One that does not start has nothing to stop; who started it is told why.
    const tap = await capture.tap.catch(() => undefined);
    await tap?.stop();
    return tap !== undefined;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#captures.keys()].map((instance) => this.stop(instance)));
  }

  async #tap(request: StartCaptureRequest__Output): Promise<Tap> {
    const { instance, interface: name, addresses, stream, subject, bufferBytes, pid, servicePorts } = request;
    return startTap({
      instance,
      interface: name,
      addresses,
      nats: this.#nats,
      stream,
      subject,
      bufferBytes: Number(bufferBytes),
      pid,
      servicePorts,
      log: this.#log,
      share: this.#share,
    });
  }

  async #running(instance: string): Promise<Tap> {
    const capture = this.#captures.get(instance);
    if (capture === undefined) throw new CaptureNotFoundError(instance);
    if (capture.failure !== undefined) throw capture.failure;
    return capture.tap;
  }
}
