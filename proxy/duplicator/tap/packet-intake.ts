import {
  clockMonotonicUs,
  monotonicOffset,
  PACKET_OUTGOING,
  PacketStatus,
  type PacketReader,
  type PacketRing,
  type PacketTime,
} from '../../../runtime/linux/mod.js';
import type { ReadOrderFeed } from './read-order-feed.js';
import { PacketClock } from './packet-clock.js';
import type { PacketParser } from './packet-parser.js';
import type { Reassembler } from './reassembler.js';

/** Takes packets from the ring to the reassembler, with their times on the monotonic clock. */
export class PacketIntake implements PacketReader {
  readonly #ring: PacketRing;
  readonly #parser: PacketParser;
  readonly #reassembler: Reassembler;
  readonly #reads: ReadOrderFeed | undefined;
  readonly #clock = new PacketClock(monotonicOffset);
  #packets = 0;
  /** Blocks that may have come before a loss that is known: those in the ring when it was found, and one more. */
  #losing: 'no' | 'until empty' | 'once more' = 'no';

  constructor(ring: PacketRing, parser: PacketParser, reassembler: Reassembler, reads?: ReadOrderFeed) {
    this.#ring = ring;
    this.#parser = parser;
    this.#reassembler = reassembler;
    this.#reads = reads;
  }

  /** Packets read. */
  get packets(): number {
    return this.#packets;
  }

  block(losing: boolean): void {
    this.#clock.check(clockMonotonicUs());
    // The block is closed: every read that came before one of its packets is known from here on, and not before.
    this.#reads?.poll();
    // A connection that begins in this block may miss what comes behind it.
    if (losing || this.#losing !== 'no') this.#reassembler.noteLoss();
    if (this.#losing === 'once more') this.#losing = 'no';
  }

  /** The ring had no room for some packets; they lie behind what is in it now. */
  ringLost(): void {
    this.#losing = 'until empty';
    this.#reassembler.noteLoss();
  }

  /** Everything that was handed over is read. */
  ringIsEmpty(): void {
    if (this.#losing === 'until empty') this.#losing = 'once more';
  }

  packet(
    start: number,
    captured: number,
    length: number,
    status: number,
    type: number,
    time: PacketTime,
  ): void {
    this.#packets += 1;
    // Who looks from the host's end of the wire sees what goes to the instance leave, and all else arrive.
    const toward = type === PACKET_OUTGOING;
    const trusted = (status & (PacketStatus.checksumNotReady | PacketStatus.checksumValid)) !== 0;
    const odd = this.#parser.parse(this.#ring.bytes, start, captured, length, toward, trusted);
    if (odd === undefined) {
      const timeUs = this.#clock.monotonicUs(time.seconds, time.nanoseconds);
      this.#reads?.tellUntil(timeUs);
      this.#reassembler.segment(this.#parser.segment, timeUs);
      return;
    }
    this.#reassembler.odd.count(odd);
    // Their payload was on the wire and is not in the log: a gap, once it is acknowledged.
    if (odd === 'fragment' || odd === 'truncated') this.#reassembler.noteLoss();
  }
}
