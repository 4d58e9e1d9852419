/**
 * Watches in which order an instance's program reads from its connections. It is the order in which a single-threaded
 * server deals with requests of different clients, and under load it is another than that of their arrival (epoll
 * hands out connections in the order of its own list). Nothing of production is touched: the kernel writes a sample at
 * each read, and goes on.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { PerfRing } from '../../../runtime/linux/mod.js';
import type { ReadTracepoint } from '../../../runtime/tracepoint/mod.js';

/** One read. The object is reused. */
export interface ReadEvent {
  timeUs: number;
  localPort: number;
  remotePort: number;
  /** 4 or 6; a mapped IPv4 address counts as IPv4. */
  family: 4 | 6;
  /** Words in network byte order: 1 for IPv4, 4 for IPv6. */
  readonly local: Int32Array;
  readonly remote: Int32Array;
}

export interface ReadWatchOptions {
  readonly tracepoint: ReadTracepoint;
  /** Host pid of a process of the instance: replicas on this host have the same addresses, but another namespace. */
  readonly pid: number;
  /** Ports the instance serves. */
  readonly ports: readonly number[];
}

const AF_INET = 2;
const AF_INET6 = 10;
/**
 * Memory for the rings of all processors, and the most for one, bytes. A read takes about 100: 8 MiB are a second of a fast
 * server while the tap does not get the processor. What is lost costs the order of everything that is under way.
 */
const RINGS_BYTES = 64 * 1024 * 1024;
const MOST_RING_BYTES = 8 * 1024 * 1024;
const PAGE_BYTES = 4096;
/** A pid may have passed to another process after this long, microseconds. */
const PID_TRUST_US = 1_000_000;
const MAPPED_MIDDLE = 0x0000_ffff;

/** Processors that are online, from the kernel's list notation (`0-3,8`). */
export function parseCpuList(text: string): number[] {
  return text
    .trim()
    .split(',')
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    });
}

/** Pages for one of so many rings: a power of two, as perf_event_open wants it. */
export function ringPages(rings: number): number {
  const bytes = Math.min(MOST_RING_BYTES, RINGS_BYTES / Math.max(1, rings));
  return 2 ** Math.max(4, Math.floor(Math.log2(bytes / PAGE_BYTES)));
}

/** tracefs' filter for reads on these ports. */
export function portFilter(ports: readonly number[]): string | undefined {
  return ports.length === 0 ? undefined : ports.map((port) => `sport == ${port}`).join(' || ');
}

export class ReadWatch {
  readonly #rings: PerfRing[] = [];
  readonly #fields: ReadTracepoint;
  readonly #namespace: string;
  readonly #known = new Map<number, { readonly ours: boolean; readonly untilUs: number }>();
  readonly #event: ReadEvent = {
    timeUs: 0,
    localPort: 0,
    remotePort: 0,
    family: 4,
    local: new Int32Array(4),
    remote: new Int32Array(4),
  };

  /** @throws SyscallError when the kernel does not allow it. */
  constructor(options: ReadWatchOptions) {
    this.#fields = options.tracepoint;
    this.#namespace = readlinkSync(`/proc/${options.pid}/ns/net`);
    const filter = portFilter(options.ports);
    try {
      const cpus = parseCpuList(readFileSync('/sys/devices/system/cpu/online', 'utf8'));
      const pages = ringPages(cpus.length);
      for (const cpu of cpus)
        this.#rings.push(new PerfRing({ tracepoint: options.tracepoint.id, cpu, filter, pages }));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Samples that were dropped because nobody looked for too long. */
  get lost(): number {
    return this.#rings.reduce((sum, ring) => sum + ring.lost, 0);
  }

  /**
   * Hands over the reads since the last call: in order on each processor, and not yet in order across processors.
   * The event is only valid during the call.
   */
  poll(reader: (event: ReadEvent) => void): void {
    for (const ring of this.#rings)
      ring.read((timeUs, pid, view, fields) => {
        if (this.#isOurs(pid, timeUs) && this.#fill(timeUs, view, fields)) reader(this.#event);
      });
  }

  close(): void {
    for (const ring of this.#rings) ring.close();
  }

  #fill(timeUs: number, view: DataView, fields: number): boolean {
    const at = this.#fields;
    const event = this.#event;
    const family = view.getUint16(fields + at.family, true);
    if (family !== AF_INET && family !== AF_INET6) return false;
    event.timeUs = timeUs;
    event.localPort = view.getUint16(fields + at.localPort, true);
    event.remotePort = view.getUint16(fields + at.remotePort, true);
    const six = fields + at.localAddress6;
    const mapped =
      view.getInt32(six, false) === 0 &&
      view.getInt32(six + 4, false) === 0 &&
      view.getInt32(six + 8, false) === MAPPED_MIDDLE;
    event.family = family === AF_INET || mapped ? 4 : 6;
    if (family === AF_INET) {
      event.local[0] = view.getInt32(fields + at.localAddress, false);
      event.remote[0] = view.getInt32(fields + at.remoteAddress, false);
    } else if (mapped) {
      event.local[0] = view.getInt32(six + 12, false);
      event.remote[0] = view.getInt32(fields + at.remoteAddress6 + 12, false);
    } else {
      for (let i = 0; i < 4; i += 1) {
        event.local[i] = view.getInt32(six + i * 4, false);
        event.remote[i] = view.getInt32(fields + at.remoteAddress6 + i * 4, false);
      }
    }
    return true;
  }

  #isOurs(pid: number, timeUs: number): boolean {
    const known = this.#known.get(pid);
    if (known !== undefined && timeUs < known.untilUs) return known.ours;
    let ours = false;
    try {
      ours = readlinkSync(`/proc/${pid}/ns/net`) === this.#namespace;
    } catch {
      // It has ended since: a process that serves one connection and goes. If it was a replica's, production's connection
      // between these ends is over by now; if it was ours and did not count, a replica would wait for the answer in vain.
      ours = known?.ours ?? true;
    }
    this.#known.set(pid, { ours, untilUs: timeUs + PID_TRUST_US });
    return ours;
  }
}
