import { endianness } from 'node:os';
import { mapShared, type MappedMemory } from './mapped-memory.js';
import { AF_PACKET, ETH_P_ALL, linkLayerAddress } from './link-layer-address.js';
import { interfaceIndex } from './network-interface.js';
import { bindRaw, closeDescriptor, rawSocket } from './socket.js';
import { getOption, setIntOption, setOption, SOL_PACKET } from './socket-option.js';

/**
 * A receive ring of AF_PACKET, TPACKET_V3 (packet(7), Documentation/networking/packet_mmap.rst): the kernel writes
 * every packet of one interface, both ways, into memory that this process reads in place. Whoever sends or receives
 * those packets never waits for it: a ring without room drops, and counts what it dropped.
 */
const SOCK_RAW = 3;
const PACKET_RX_RING = 5;
const PACKET_STATISTICS = 6;
const PACKET_VERSION = 10;
const TPACKET_V3 = 2;
const BLOCK_OF_USER = 1;
const BLOCK_LOSING = 4;

// Offsets in struct tpacket_block_desc and, from the start of a packet, in struct tpacket3_hdr with its sockaddr_ll.
const BLOCK_STATUS = 8;
const BLOCK_PACKETS = 12;
const BLOCK_FIRST = 16;
const NEXT = 0;
const SECONDS = 4;
const NANOSECONDS = 8;
const CAPTURED = 12;
const LENGTH = 16;
const STATUS = 20;
const MAC = 24;
const PACKET_TYPE = 58;

/** Bits of a packet's status. */
export const PacketStatus = {
  /** The checksum is filled in later, by hardware: the packet never left this host. */
  checksumNotReady: 8,
  /** Somebody has verified the checksum already. */
  checksumValid: 128,
} as const;

/** sll_pkttype of what this host puts out on the interface. */
export const PACKET_OUTGOING = 4;

/** What reads a ring. */
export interface PacketReader {
  /** Called before the packets of a block; `losing`: some were dropped since the statistics were last read. */
  block(losing: boolean): void;
  /** One packet: the bytes [start, start + captured) of the ring, to be read before this returns. */
  packet(
    start: number,
    captured: number,
    length: number,
    status: number,
    type: number,
    time: PacketTime,
  ): void;
}

/** CLOCK_REALTIME of a packet; one object for all packets. */
export interface PacketTime {
  seconds: number;
  nanoseconds: number;
}

export interface PacketRingOptions {
  /** In this thread's network namespace. */
  readonly interface: string;
  /** A power of two of at least a page and more than the longest packet. */
  readonly blockBytes: number;
  readonly blocks: number;
  /** A block that is not full is handed over after this long. */
  readonly retireMs: number;
}

export class PacketRing {
  readonly fd: number;
  /** The whole ring; the packets of the reader are ranges of it. */
  bytes: Uint8Array;
  #words: Int32Array;
  readonly #memory: MappedMemory;
  readonly #blockBytes: number;
  #current = 0;
  #packets = 0;
  #drops = 0;
  #closed = false;
  readonly #time: PacketTime = { seconds: 0, nanoseconds: 0 };

  /** When this returns, every packet of the interface goes into the ring. SyscallError EPERM without CAP_NET_RAW. */
  constructor(options: PacketRingOptions) {
    if (endianness() !== 'LE') throw new Error('the packet ring is read on little-endian machines only');
    this.#blockBytes = options.blockBytes;
    const length = options.blockBytes * options.blocks;
    const index = interfaceIndex(options.interface);
    // Protocol 0: nothing is received before the ring stands and bind names the interface.
    this.fd = rawSocket(AF_PACKET, SOCK_RAW, 0);
    try {
      setIntOption(this.fd, SOL_PACKET, PACKET_VERSION, TPACKET_V3);
      const frameBytes = 2048;
      const frames = length / frameBytes;
      setOption(
        this.fd,
        SOL_PACKET,
        PACKET_RX_RING,
        bytesOf([options.blockBytes, options.blocks, frameBytes, frames, options.retireMs, 0, 0]),
      );
      this.#memory = mapShared(this.fd, length);
      const memory = this.#memory.bytes;
      this.bytes = new Uint8Array(memory);
      this.#words = new Int32Array(memory);
      bindRaw(this.fd, linkLayerAddress(index, ETH_P_ALL));
    } catch (error) {
      closeDescriptor(this.fd);
      throw error;
    }
  }

  /** Hands the packets of the next block to `reader` and gives the block back; false when none is ready. */
  drain(reader: PacketReader): boolean {
    if (this.#closed) return false;
    const words = this.#words;
    const block = this.#current * this.#blockBytes;
    // Atomic, since the order against the packets' bytes matters on machines that reorder.
    const status = Atomics.load(words, (block + BLOCK_STATUS) >> 2);
    if ((status & BLOCK_OF_USER) === 0) return false;
    reader.block((status & BLOCK_LOSING) !== 0);
    this.#readBlock(reader, block);
    // So that `collecting` never sees the count of an earlier round.
    words[(block + BLOCK_PACKETS) >> 2] = 0;
    Atomics.store(words, (block + BLOCK_STATUS) >> 2, 0);
    this.#current = (this.#current + 1) % (this.bytes.length / this.#blockBytes);
    return true;
  }

  /** Whether at least `blocks` blocks, fewer than the ring has, are ready and not yet read. */
  holds(blocks: number): boolean {
    if (this.#closed) return false;
    const all = this.bytes.length / this.#blockBytes;
    const last = ((this.#current + blocks - 1) % all) * this.#blockBytes;
    return (Atomics.load(this.#words, (last + BLOCK_STATUS) >> 2) & BLOCK_OF_USER) !== 0;
  }

  /** Whether the kernel has packets that it has not handed over yet: it does so when the block is full or old enough. */
  get collecting(): boolean {
    if (this.#closed) return false;
    const packets = (this.#current * this.#blockBytes + BLOCK_PACKETS) >> 2;
    return Atomics.load(this.#words, packets) > 0;
  }

  #readBlock(reader: PacketReader, block: number): void {
    const words = this.#words;
    const time = this.#time;
    const count = words[(block + BLOCK_PACKETS) >> 2]!;
    let header = block + words[(block + BLOCK_FIRST) >> 2]!;
    for (let i = 0; i < count; i += 1) {
      const word = header >> 2;
      time.seconds = words[word + (SECONDS >> 2)]! >>> 0;
      time.nanoseconds = words[word + (NANOSECONDS >> 2)]!;
      reader.packet(
        header + (words[word + (MAC >> 2)]! & 0xffff),
        words[word + (CAPTURED >> 2)]!,
        words[word + (LENGTH >> 2)]!,
        words[word + (STATUS >> 2)]!,
        this.bytes[header + PACKET_TYPE]!,
        time,
      );
      header += words[word + (NEXT >> 2)]!;
    }
  }

  /** Packets seen and packets there was no room for, since the ring was made. */
  statistics(): { readonly packets: number; readonly drops: number } {
    if (!this.#closed) {
      // Reading them sets the kernel's counters back; its count of packets includes the dropped ones.
      const counters = new DataView(getOption(this.fd, SOL_PACKET, PACKET_STATISTICS, 12).buffer);
      this.#packets += counters.getUint32(0, true);
      this.#drops += counters.getUint32(4, true);
    }
    return { packets: this.#packets, drops: this.#drops };
  }

  /** Ends the capture. The ring's memory is gone afterwards. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // Nobody may keep a view of memory that is no longer there.
    this.bytes = new Uint8Array(0);
    this.#words = new Int32Array(0);
    this.#memory.unmap();
    closeDescriptor(this.fd);
  }
}

function bytesOf(words: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(words).buffer);
}
