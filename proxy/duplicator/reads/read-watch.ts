/**
 * Watches how far an instance's program has read on its connections, and when. The order of reads is the order in which a
 * single-threaded server deals with requests of different clients, and under load it is another than that of their arrival
 * (epoll hands out connections in the order of its own list). Nothing of production is touched: the kernel writes an event
 * at each read, and goes on.
 */
import { statSync } from 'node:fs';
import { EventField, ReadEvents } from '../../../runtime/bpf/mod.js';

/** One read. The object is reused. */
export interface ReadEvent {
  timeUs: number;
  /** Sequence number behind the last byte that has been read, an int32. Not moved by who only looks (MSG_PEEK). */
  readTo: number;
  localPort: number;
  remotePort: number;
  /** 4 or 6; a mapped IPv4 address counts as IPv4. */
  family: 4 | 6;
  /** Words in network byte order: 1 for IPv4, 4 for IPv6. */
  readonly local: Int32Array;
  readonly remote: Int32Array;
}

export interface ReadWatchOptions {
  /** Host pid of a process of the instance: replicas on this host have the same addresses, but another namespace. */
  readonly pid: number;
  /** Ports the instance serves. */
  readonly ports: readonly number[];
}

const AF_INET = 2;
const AF_INET6 = 10;
/**
 * A read takes 72 bytes: two seconds of a fast server while the tap does not get the processor. What is lost costs the
 * order of everything that is under way.
 */
const RING_BYTES = 16 * 1024 * 1024;
const MAPPED_MIDDLE = 0x0000_ffff;

export class ReadWatch {
  readonly #events: ReadEvents;
  readonly #event: ReadEvent = {
    timeUs: 0,
    readTo: 0,
    localPort: 0,
    remotePort: 0,
    family: 4,
    local: new Int32Array(4),
    remote: new Int32Array(4),
  };

  /** @throws SyscallError when the kernel does not allow it; KernelTypesUnknownError when it cannot be understood. */
  constructor({ pid, ports }: ReadWatchOptions) {
    const namespace = statSync(`/proc/${pid}/ns/net`).ino;
    this.#events = new ReadEvents({ namespace, ports, bytes: RING_BYTES });
  }

  /** Reads that were dropped because nobody looked for too long. */
  get lost(): number {
    return this.#events.lost;
  }

  /**
   * Hands over the reads since the last call: in order on each processor, and nearly so across processors.
   * The event is only valid during the call.
   */
  poll(reader: (event: ReadEvent) => void): void {
    this.#events.poll((view, at) => {
      if (this.#fill(view, at)) reader(this.#event);
    });
  }

  close(): void {
    this.#events.close();
  }

  #fill(view: DataView, at: number): boolean {
    const family = view.getUint16(at + EventField.family, true);
    if (family !== AF_INET && family !== AF_INET6) return false;
    const event = this.#event;
    const low = view.getUint32(at + EventField.timeNs, true);
    const high = view.getUint32(at + EventField.timeNs + 4, true);
    event.timeUs = Math.floor((high * 2 ** 32 + low) / 1000);
    event.readTo = view.getInt32(at + EventField.copied, true);
    event.localPort = view.getUint16(at + EventField.localPort, true);
    event.remotePort = view.getUint16(at + EventField.remotePort, false);
    const local6 = at + EventField.localAddress6;
    const remote6 = at + EventField.remoteAddress6;
    const mapped =
      family === AF_INET6 &&
      view.getInt32(local6, false) === 0 &&
      view.getInt32(local6 + 4, false) === 0 &&
      view.getInt32(local6 + 8, false) === MAPPED_MIDDLE;
    event.family = family === AF_INET || mapped ? 4 : 6;
    if (event.family === 4) {
      event.local[0] = view.getInt32(mapped ? local6 + 12 : at + EventField.localAddress, false);
      event.remote[0] = view.getInt32(mapped ? remote6 + 12 : at + EventField.remoteAddress, false);
    } else {
      for (let i = 0; i < 4; i += 1) {
        event.local[i] = view.getInt32(local6 + i * 4, false);
        event.remote[i] = view.getInt32(remote6 + i * 4, false);
      }
    }
    return true;
  }
}
