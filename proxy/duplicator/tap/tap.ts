import type { Logger, LogLevel } from '../../../runtime/log/mod.js';
import type { NatsConfig } from '../../../runtime/nats/mod.js';
import { CaptureThreadError } from '../../errors.js';
import type { ProcessorShare, ShareClaim } from '../../processor-share/mod.js';
import { AskedThread } from '../../thread/mod.js';
import type { RingSize } from './capture.js';
import type { ClientGap, Freeze } from './client-gap.js';
import type { Mark, TapStatus } from './capture-status.js';
import type { CaptureNotice, CaptureWorkerData } from './worker-protocol.js';

/** Bytes of records that may wait for the log. */
export const DEFAULT_BUFFER_BYTES = 64 * 1024 * 1024;
/**
 * 128 MiB. A block is handed over after `retireMs` even if it holds one packet, so what counts when the thread does not
 * get the processor is the number of blocks: these last 4 s. Handing over more often costs production's processors more
 * than it brings: replicas are a little closer behind, and that is all.
 */
export const DEFAULT_RING: RingSize = { blockBytes: 256 * 1024, blocks: 512, retireMs: 8 };
/**
 * With the engine's usual room young objects are looked through every few seconds, because the tap makes few; the client of
 * NATS makes a buffer outside the heap with each batch, and those then pile up until all of the heap is marked instead.
 */
const YOUNG_GENERATION_MB = 6;
const START_TIMEOUT_MS = 15_000;
const STATUS_TIMEOUT_MS = 5000;
const MARK_TIMEOUT_MS = 10_000;
const STOP_TIMEOUT_MS = 10_000;

export interface TapOptions {
  readonly instance: string;
  /** Host-side interface of the container's veth. */
  readonly interface: string;
  /** Addresses of the container on that wire. */
  readonly addresses: readonly string[];
  readonly nats: NatsConfig;
  /** Exists already, and nobody else writes to it. */
  readonly stream: string;
  readonly subject: string;
  /** Default DEFAULT_BUFFER_BYTES. */
  readonly bufferBytes?: number | undefined;
  readonly log: Logger;
  /** Default DEFAULT_RING. */
  readonly ring?: RingSize | undefined;
  /** Path of the network namespace the interface is in; default this process's. */
  readonly networkNamespace?: string | undefined;
  /** Host pid of a process of the instance: with it, the order in which its programs read is recorded. */
  readonly pid?: number | undefined;
  /** Ports it serves, for the same purpose. */
  readonly servicePorts?: readonly number[] | undefined;
  /** Low while the tap has started and its ring is not filling; default: nobody's share changes. */
  readonly share?: ProcessorShare | undefined;
}

/** A running capture of one instance. */
export interface Tap {
  /**
   * Writes a mark into the log, behind everything captured so far, and tells where it is once the log has it.
   * Throws MarkNotWrittenError when that takes longer than 10 s.
   */
  mark(): Promise<Mark>;
  /** Figures since the start. */
  status(): Promise<TapStatus>;
  /** What waiting clients saw of a freeze that is over; comes when each was answered, at the latest after `withinMs`. */
  clientGap(freeze: Freeze, withinMs: number): Promise<ClientGap>;
  /** Ends the capture; waits, at most 10 s, until the log has everything captured. May be called again. */
  stop(): Promise<void>;
  /** Resolves when the capture has ended: with an error unless `stop` ended it. */
  readonly closed: Promise<Error | undefined>;
}

/**
 * Starts the tap of an instance on a thread of its own. When it resolves, every packet is being captured.
 * Throws CaptureFailedError, LogUnavailableError, or an error of the connection to NATS (as RemoteError with their
 * reasons, since they come from the thread), CaptureThreadError when the thread itself fails.
 */
export async function startTap(options: TapOptions): Promise<Tap> {
  const { log, bufferBytes, ring, networkNamespace, instance, addresses, nats, stream, subject } = options;
  const data: CaptureWorkerData = {
    instance,
    interface: options.interface,
    addresses: [...addresses],
    nats,
    stream,
    subject,
    bufferBytes: bufferBytes === undefined || bufferBytes === 0 ? DEFAULT_BUFFER_BYTES : bufferBytes,
    ring: ring ?? DEFAULT_RING,
    networkNamespace,
    pid: options.pid ?? 0,
    servicePorts: [...(options.servicePorts ?? [])],
    logLevel: log.level as LogLevel,
  };
  const thread = new TapThread(instance, data, log.child({ component: 'tap', instance }), options.share);
  try {
    await thread.start();
  } catch (error) {
    await thread.terminate();
    throw error;
  }
  return thread;
}

class TapThread implements Tap {
  readonly closed: Promise<Error | undefined>;
  readonly #log: Logger;
  readonly #thread: AskedThread;
  readonly #share: ProcessorShare | undefined;
  #claim: ShareClaim | undefined;
  #stopped: Promise<void> | undefined;

  constructor(instance: string, data: CaptureWorkerData, log: Logger, share: ProcessorShare | undefined) {
    this.#log = log;
    this.#share = share;
    this.#thread = new AskedThread({
      name: `tap ${instance}`,
      file: new URL('./worker.js', import.meta.url),
      data,
      log,
      youngGenerationMb: YOUNG_GENERATION_MB,
      onNotice: (value) => this.#claim?.need((value as CaptureNotice).crowded),
      failed: (message, cause) => new CaptureThreadError(instance, message, cause),
    });
    this.closed = this.#thread.closed.finally(() => this.#claim?.end());
  }

  async start(): Promise<void> {
    await this.#thread.ask('start', undefined, START_TIMEOUT_MS);
    if (!this.#thread.over) this.#claim = this.#share?.claim();
  }

  mark(): Promise<Mark> {
    // The thread gives up first, and knows why.
    return this.#thread.ask('mark', MARK_TIMEOUT_MS, MARK_TIMEOUT_MS + STATUS_TIMEOUT_MS);
  }

  status(): Promise<TapStatus> {
    return this.#thread.ask('status', undefined, STATUS_TIMEOUT_MS);
  }

  clientGap(freeze: Freeze, withinMs: number): Promise<ClientGap> {
    return this.#thread.ask('clientGap', { freeze, withinMs }, withinMs + STATUS_TIMEOUT_MS);
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  terminate(): Promise<void> {
    return this.#thread.end();
  }

  async #stop(): Promise<void> {
    if (this.#thread.over) return;
    // Somebody waits for it.
    this.#claim?.end();
    try {
      const complete = await this.#thread.ask<boolean>(
        'stop',
        STOP_TIMEOUT_MS,
        STOP_TIMEOUT_MS + STATUS_TIMEOUT_MS,
      );
      if (!complete) this.#log.warn('the tap was stopped before the log had everything');
    } catch (error) {
      this.#log.warn({ err: error }, 'the tap did not stop by itself');
    }
    await this.#thread.end();
  }
}
