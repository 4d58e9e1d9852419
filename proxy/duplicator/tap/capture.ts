import {
  clockMonotonicUs,
  clockThreadCpuUs,
  descriptorState,
  inNetworkNamespace,
  interfaceIndex,
  PacketRing,
  takeSocketError,
  watchReadable,
} from '../../../runtime/linux/mod.js';
import type { Logger } from '../../../runtime/log/mod.js';
import type { NatsConnection } from '@nats-io/transport-node';
import { BatchBuffers, diskRoom, LogPublisher } from '../../log/mod.js';
import { CaptureFailedError, LogUnavailableError, MarkNotWrittenError } from '../../errors.js';
import type { Mark, TapStatus } from './capture-status.js';
import type { ClientGap, Freeze } from './client-gap.js';
import { PacketIntake } from './packet-intake.js';
import { PacketParser } from './packet-parser.js';
import { DEFAULT_LIMITS } from './reassembler-limits.js';
import { openReadOrder, type ReadOrderFeed } from './read-order-feed.js';
import { Reassembler } from './reassembler.js';
import { BATCH_BYTES, Recorder, type MarkPlace } from './recorder.js';
import { RingReader } from './ring-reader.js';

export interface RingSize {
  readonly blockBytes: number;
  readonly blocks: number;
  /** A block is handed over after this long though it is not full. */
  readonly retireMs: number;
}

export interface CaptureOptions {
  readonly instance: string;
  readonly interface: string;
  readonly addresses: readonly string[];
  readonly stream: string;
  readonly subject: string;
  readonly bufferBytes: number;
  /** Where the log is stored, if that is on this host. */
  readonly storeDir: string | undefined;
  readonly ring: RingSize;
  /** Where the interface is; without it, this thread's. */
  readonly networkNamespace: string | undefined;
  /** Of the instance; 0: the order of its reads is not recorded. */
  readonly pid: number;
  readonly servicePorts: readonly number[];
  readonly connection: NatsConnection;
  readonly log: Logger;
  /** See RingReader. */
  readonly onCrowded: (crowded: boolean) => void;
  /** Called once when the capture cannot go on. */
  readonly onFailure: (error: Error) => void;
}

/** With this many batches under way there is no hurry with the next: it had better become full. */
const PENDING_BATCHES_BUSY = 4;
const BUSY_FLUSH_MS = 10;
/** Empty buffers for batches that are kept at hand, 4 MiB: what a burst leaves beyond that is given up. */
const SPARE_BUFFERS = 64;
const CHECK_MS = 100;
/** A mark is dated this long before now: packets of that age may still be in the ring. */
const RING_AGE_US = 20_000;
const MARK_TRY_MS = 20;
const LAST_BLOCK_MS = 1000;
/** A little longer than packets may stay in the ring. */
const SETTLE_MS = 22;

/** One instance's tap, in one thread: ring, parser, reassembler, recorder, publisher. */
export class Capture {
  readonly #options: CaptureOptions;
  readonly #publisher: LogPublisher;
  readonly #recorder: Recorder;
  readonly #reassembler: Reassembler;
  readonly #epoch = Date.now();
  #ring: PacketRing | undefined;
  #intake: PacketIntake | undefined;
  #reader: RingReader | undefined;
  #reads: ReadOrderFeed | undefined;
  #index = 0;
  #endWatch: (() => void) | undefined;
  #check: NodeJS.Timeout | undefined;
  #flushTimer: NodeJS.Timeout | undefined;
  #settleTimer: NodeJS.Timeout | undefined;
  #drops = 0;
  #marks = 0;
  #interfaceDown = false;
  #finalPackets = 0;

  constructor(options: CaptureOptions) {
    this.#options = options;
    const { connection, stream, subject, log, bufferBytes } = options;
    const buffers = new BatchBuffers(BATCH_BYTES, SPARE_BUFFERS);
    this.#publisher = new LogPublisher({
      connection,
      stream,
      subject,
      log,
      epoch: this.#epoch,
      onAcknowledged: () => this.#afterAcknowledgement(),
      onForgotten: ({ bytes }) => buffers.giveBack(bytes),
      hasRoom: diskRoom(options.storeDir),
    });
    this.#recorder = new Recorder(this.#publisher, this.#epoch, bufferBytes, buffers);
    this.#reassembler = new Reassembler(this.#recorder, DEFAULT_LIMITS, options.servicePorts);
  }

  /** Resolves when packets are being captured and the log can be written. */
  async start(): Promise<void> {
    const { instance, stream } = this.#options;
    try {
      await this.#publisher.start();
    } catch (error) {
      this.#publisher.close();
      throw new LogUnavailableError(instance, stream, error);
    }
    this.#reads = openReadOrder(this.#options, this.#reassembler, this.#recorder);
    if (this.#reads !== undefined) this.#recorder.recordReads(this.#options.servicePorts);
    try {
      this.#openRing();
    } catch (error) {
      this.#publisher.close();
      this.#reads?.close();
      if (error instanceof CaptureFailedError) throw error;
      throw new CaptureFailedError(instance, error instanceof Error ? error.message : String(error), error);
    }
  }

  /** Writes a mark as soon as there is room, and resolves when the log has it. */
  async mark(timeoutMs: number): Promise<Mark> {
    const { instance } = this.#options;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      if (this.#ring === undefined) throw new MarkNotWrittenError(instance, 'the capture has stopped');
      const written = this.#writeMark();
      const leftMs = deadline - performance.now();
      if (written !== undefined) {
        const logSequence = await this.#logSequenceOf(written.place, leftMs);
        return { logSequence, connections: written.connections };
      }
      if (leftMs <= 0) throw new MarkNotWrittenError(instance, 'the buffer of the tap is full');
      await new Promise((resolve) => setTimeout(resolve, MARK_TRY_MS));
    }
  }

  /** What waiting clients saw of a freeze, as soon as each was answered, or after `withinMs`. */
  async clientGap(freeze: Freeze, withinMs: number): Promise<ClientGap> {
    // Packets of the freeze may still be in the ring.
    const leftMs = (freeze.untilUs + RING_AGE_US - clockMonotonicUs()) / 1000;
    if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(leftMs, withinMs)));
    this.#reader?.readAll();
    const { silence, table } = this.#reassembler;
    const measurement = silence.measure(freeze, table);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)));
    await Promise.race([measurement.settled, late]);
    clearTimeout(timer);
    silence.forget(measurement);
    return measurement.result(clockMonotonicUs());
  }

  status(): TapStatus {
    const { records, bytes, gaps, gapBytes, lastError, logSequence } = this.#publisher.totals;
    return {
      running: this.#ring !== undefined,
      packets: this.#intake?.packets ?? this.#finalPackets,
      ringDrops: this.#countDrops(),
      oddPackets: this.#reassembler.odd.counts(),
      retransmits: this.#reassembler.retransmits,
      records,
      bytes,
      gaps,
      gapBytes,
      connections: this.#reassembler.connections,
      lastError,
      logSequence,
      readsRecorded: this.#reads !== undefined,
      readsLost: this.#reads?.lost ?? 0,
      ...this.#backlog(),
      bufferedBytes: this.#publisher.heldBytes,
      cpuUs: clockThreadCpuUs(),
    };
  }

  #backlog(): Pick<TapStatus, 'backlogRecords' | 'backlogBytes' | 'backlogSeconds'> {
    const [sent, unfinished] = [this.#publisher.backlog, this.#recorder.unfinished];
    const firstUs = sent.firstUs ?? unfinished.firstUs;
    return {
      backlogRecords: sent.records + unfinished.records,
      backlogBytes: sent.bytes + unfinished.bytes,
      backlogSeconds: firstUs === undefined ? 0 : Math.max(0, clockMonotonicUs() - firstUs) / 1e6,
    };
  }

  /** Reads what the ring holds, sends it, and waits for the log to have it; whether it has everything. */
  async stop(timeoutMs: number): Promise<boolean> {
    const ring = this.#ring;
    if (ring !== undefined) {
      this.#endWatch?.();
      clearInterval(this.#check);
      await this.#untilHandedOver(ring);
      this.#reads?.poll();
      this.#reads?.tellUntil(Infinity);
      this.#closeRing();
    }
    this.#recorder.flush();
    const complete = (await this.#publisher.flushed(timeoutMs)) && !this.#recorder.dropping;
    this.#publisher.close();
    return complete;
  }

  /**
   * What the kernel is collecting now is handed over after the ring's retirement time, on a busy machine later. One block
   * more is enough: what comes behind it came after `stop`.
   */
  async #untilHandedOver(ring: PacketRing): Promise<void> {
    const deadline = performance.now() + LAST_BLOCK_MS;
    this.#reader!.readAll();
    while (ring.collecting && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, this.#options.ring.retireMs));
      if (this.#reader!.read()) return;
    }
  }

  #openRing(): void {
    const { networkNamespace, ring, instance, interface: name, addresses } = this.#options;
    const open = (): void => {
      this.#index = interfaceIndex(name);
      this.#ring = new PacketRing({ interface: name, ...ring });
    };
    if (networkNamespace === undefined) open();
    else inNetworkNamespace(networkNamespace, open);
    const opened = this.#ring!;
    this.#intake = new PacketIntake(opened, new PacketParser(addresses), this.#reassembler, this.#reads);
    this.#reader = new RingReader(opened, this.#intake, ring.blocks, this.#options.onCrowded);
    // Whatever went by before is missed as well: of a dial that comes now, an earlier copy and what followed it.
    this.#reassembler.passTime(clockMonotonicUs());
    this.#reassembler.noteLoss();
    // The kernel has put its hook on the interface before bind returned. An interface that is down says so at once.
    if (descriptorState(opened.fd).failed) {
      this.#closeRing();
      throw new CaptureFailedError(instance, `the interface ${name} is down`);
    }
    this.#endWatch = watchReadable(opened.fd, () => this.#read());
    this.#check = setInterval(() => this.#look(), CHECK_MS);
  }

  #closeRing(): void {
    const ring = this.#ring;
    if (ring === undefined) return;
    this.#countDrops();
    this.#finalPackets = this.#intake!.packets;
    this.#ring = undefined;
    this.#intake = undefined;
    this.#reader = undefined;
    clearInterval(this.#check);
    clearTimeout(this.#flushTimer);
    clearTimeout(this.#settleTimer);
    this.#endWatch?.();
    this.#reads?.close();
    ring.close();
  }

  #read(): void {
    if (!this.#reader!.read()) return;
    this.#flushSoon();
    if ((this.#reads?.waiting ?? 0) > 0)
      this.#settleTimer ??= setTimeout(() => this.#settleReads(), SETTLE_MS);
  }

  /** The last reads have no packet behind them; once the ring is empty, those of some age can have none before them. */
  #settleReads(): void {
    clearTimeout(this.#settleTimer);
    this.#settleTimer = undefined;
    if (this.#reads === undefined || this.#ring === undefined) return;
    const settledUs = clockMonotonicUs() - RING_AGE_US;
    this.#reads.poll();
    if (this.#reader!.readAll()) this.#reads.tellUntil(settledUs);
    this.#flushSoon();
    if (this.#reads.waiting > 0) this.#settleTimer = setTimeout(() => this.#settleReads(), SETTLE_MS);
  }

  /** The ring hands over every few milliseconds, which is often enough unless batches pile up. */
  #flushSoon(): void {
    if (this.#publisher.pending < PENDING_BATCHES_BUSY) {
      this.#recorder.flush();
      return;
    }
    this.#flushTimer ??= setTimeout(() => {
      this.#flushTimer = undefined;
      this.#recorder.flush();
    }, BUSY_FLUSH_MS);
  }

  #afterAcknowledgement(): void {
    if (this.#recorder.dropping) this.#recorder.flush();
  }

  #writeMark(): { place: MarkPlace; connections: number } | undefined {
    const beforeUs = clockMonotonicUs() - RING_AGE_US;
    this.#reader!.readAll();
    let connections = 0;
    this.#marks += 1;
    const timeUs = this.#reassembler.passTime(beforeUs);
    const place = this.#recorder.mark(`${this.#epoch}-${this.#marks}`, timeUs, () => {
      connections = this.#reassembler.describe();
    });
    return place === undefined ? undefined : { place, connections };
  }

  async #logSequenceOf({ first, last }: MarkPlace, timeoutMs: number): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () =>
          reject(new MarkNotWrittenError(this.#options.instance, 'the log did not acknowledge it in time')),
        Math.max(0, timeoutMs),
      );
    });
    try {
      const both = [this.#publisher.acknowledged(first), this.#publisher.acknowledged(last)];
      const [logSequence] = await Promise.race([Promise.all(both), late]);
      return logSequence!;
    } finally {
      clearTimeout(timer);
    }
  }

  /** What no packet tells: drops, and an interface that has gone. */
  #look(): void {
    this.#countDrops();
    this.#settleReads();
    if (descriptorState(this.#ring!.fd).failed) this.#lookAtInterface();
    this.#flushSoon();
  }

  #lookAtInterface(): void {
    const { instance, interface: name, networkNamespace, log, onFailure } = this.#options;
    takeSocketError(this.#ring!.fd);
    let index: number | undefined;
    try {
      const find = (): number => interfaceIndex(name);
      index = networkNamespace === undefined ? find() : inNetworkNamespace(networkNamespace, find);
    } catch {
      index = undefined;
    }
    if (index === this.#index) {
      // Switched off; the kernel goes on by itself when it is switched on again.
      if (!this.#interfaceDown) log.warn({ interface: name }, 'the interface is down');
      this.#interfaceDown = true;
      return;
    }
    this.#closeRing();
    onFailure(new CaptureFailedError(instance, `the interface ${name} is gone`));
  }

  #countDrops(): number {
    const total = this.#ring?.statistics().drops ?? this.#drops;
    if (total > this.#drops) {
      this.#intake?.ringLost();
      // What was lost may be a whole connection, which no other gap would tell of.
      this.#recorder.lostSomewhere(this.#reassembler.nowUs);
      this.#options.log.warn({ drops: total - this.#drops, total }, 'the packet ring had no room');
      this.#drops = total;
    }
    return total;
  }
}
