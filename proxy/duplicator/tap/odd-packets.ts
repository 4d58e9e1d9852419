/** Why a packet or segment was not used. The order is that of the counters; names appear in status and logs. */
export const ODD_PACKET_REASONS = [
  /** Ethernet frame of neither IPv4 nor IPv6 (ARP and the like). */
  'other-protocol',
  /** IP, but not TCP. */
  'not-tcp',
  /** Shorter than its headers say, or cut off by the ring. */
  'truncated',
  /** A header that contradicts itself. */
  'malformed',
  /** A part of an IP packet; what it held shows up as a gap when the other end acknowledges it. */
  'fragment',
  /** Between addresses that are not the instance's, or on the wrong side of the wire. */
  'foreign',
  /** The TCP checksum is wrong: the receiver will not take it either. */
  'checksum',
  /** For a connection that is over, or a reset of one that nobody knows. */
  'after-close',
  /** A reset with a sequence number the receiver does not take (RFC 5961). */
  'stale-reset',
  /** Neither SYN nor RST, and without an acknowledgement: no receiver takes it (RFC 9293 3.10.7.4). */
  'no-ack',
  /** An acknowledgement of bytes that were never sent. */
  'impossible-ack',
  /** More than 2^30 bytes away from what was expected: outside any window. */
  'out-of-window',
] as const;

export type OddPacketReason = (typeof ODD_PACKET_REASONS)[number];

/** Counters by reason; counting does not allocate. */
export class OddPackets {
  readonly #counts = new Float64Array(ODD_PACKET_REASONS.length);

  count(reason: OddPacketReason): void {
    const index = ODD_PACKET_REASONS.indexOf(reason);
    this.#counts[index]! += 1;
  }

  /** How many there were of one kind. */
  of(reason: OddPacketReason): number {
    return this.#counts[ODD_PACKET_REASONS.indexOf(reason)]!;
  }

  /** Those that occurred. */
  counts(): Partial<Record<OddPacketReason, number>> {
    const counts: Partial<Record<OddPacketReason, number>> = {};
    for (const reason of ODD_PACKET_REASONS) {
      if (this.of(reason) > 0) counts[reason] = this.of(reason);
    }
    return counts;
  }
}
