/**
 * What arrives during the hold is dropped, and TCP would send it again 200 ms later at the earliest: longer than the whole
 * freeze. So copies are taken, beside the path, and sent into the container's veth once more when the hold is over. To
 * TCP they are packets that were late. If we die first they are lost with us, and the clients' TCP sends them again itself.
 */
import { inNetworkNamespace, OFFLOAD_HEADER_BYTES, PacketSocket } from '../../runtime/linux/mod.js';

/** Room in the kernel for what arrives, bytes: 100 ms of a gigabit. What does not fit is sent again by its sender. */
const BUFFER_BYTES = 16 * 1024 * 1024;
/** Longest packet with its headers that a veth carries in one piece, unless told otherwise. */
const PACKET_BYTES = 80 * 1024;
/** Bounds the work behind the freeze, should somebody flood the container. */
const MOST_PACKETS = 20_000;

const ETHERNET_BYTES = 14;
const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;
const IPPROTO_TCP = 6;

/** Whether an Ethernet frame holds TCP: the hold drops nothing else, and what was not dropped must not come twice. */
export function isTcpFrame(frame: Uint8Array): boolean {
  if (frame.length < ETHERNET_BYTES + 20) return false;
  const type = ((frame[12] ?? 0) << 8) | (frame[13] ?? 0);
  if (type === ETHERTYPE_IPV4) return frame[ETHERNET_BYTES + 9] === IPPROTO_TCP;
  // Behind extension headers it is not looked for: such a packet is sent again by its sender.
  return type === ETHERTYPE_IPV6 && frame[ETHERNET_BYTES + 6] === IPPROTO_TCP;
}

/** Packets that were copied, how many of them were delivered, and why others were not. */
export interface Delivery {
  readonly taken: number;
  readonly delivered: number;
  readonly faults: readonly string[];
}

export class HeldPackets {
  readonly #copies: PacketSocket;
  readonly #wire: PacketSocket;
  #delivered = false;
  #closed = false;

  /** `netns` is the container's, as a path; `inside` its interface there, `outside` the other end, in our namespace. */
  constructor(netns: string, inside: string, outside: string) {
    const options = { bufferBytes: BUFFER_BYTES };
    this.#copies = inNetworkNamespace(netns, () => new PacketSocket(inside, options));
    try {
      this.#wire = new PacketSocket(outside, { bufferBytes: 0 });
      this.#wire.sendOnly();
    } catch (error) {
      this.#copies.close();
      throw error;
    }
  }

  /** Copies are taken from here on: call it just before the hold. */
  collect(): void {
    this.#copies.receiveAll();
  }

  /**
   * Delivers what has arrived since, once. Call it when the hold is over.
   * @returns what became of the packets: none were taken the second time
   * @throws Error after `close`, unless it was called before: the descriptors may be others' by then
   */
  deliver(): Delivery {
    if (this.#closed && !this.#delivered) throw new Error('they were closed before they were delivered');
    // All are taken before the first is sent: what is sent arrives at the container's interface, where copies are taken.
    const packets = this.#take();
    const faults = new Set<string>();
    let delivered = 0;
    for (const packet of packets) {
      // One that the kernel will not have is no reason to keep the others.
      try {
        if (this.#wire.send(packet)) delivered += 1;
        else faults.add('no room');
      } catch (error) {
        faults.add(error instanceof Error ? error.message : String(error));
      }
    }
    return { taken: packets.length, delivered, faults: [...faults] };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#copies.close();
    this.#wire.close();
  }

  #take(): Uint8Array[] {
    if (this.#delivered) return [];
    this.#delivered = true;
    const buffer = new Uint8Array(PACKET_BYTES);
    const packets: Uint8Array[] = [];
    while (packets.length < MOST_PACKETS) {
      const length = this.#copies.receive(buffer);
      if (length === undefined) break;
      if (length < PACKET_BYTES && isTcpFrame(buffer.subarray(OFFLOAD_HEADER_BYTES, length)))
        packets.push(buffer.slice(0, length));
    }
    return packets;
  }
}
