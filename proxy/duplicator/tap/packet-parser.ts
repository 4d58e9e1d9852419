import { parseAddress } from '../../../runtime/ip/mod.js';
import { checksumIsValid } from './checksum.js';
import type { OddPacketReason } from './odd-packets.js';
import { hashKey, Segment } from './segment.js';

const ETHERNET_BYTES = 14;
const TYPE_IPV4 = 0x0800;
const TYPE_IPV6 = 0x86dd;
/** 802.1Q, 802.1ad, and what was in use before that. The kernel may have taken the outermost tag off already. */
const VLAN_TYPES = [0x8100, 0x88a8, 0x9100];
const PROTOCOL_TCP = 6;

// IPv6 extension headers (RFC 8200, RFC 4302) that may stand before TCP.
const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const DESTINATION_OPTIONS = 60;
const MOBILITY = 135;
const EXTENSIONS = [HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, MOBILITY, AUTHENTICATION];

/**
 * Finds the TCP segment in an Ethernet frame, without copying and without an object per packet. Pure but for the
 * segment it fills in.
 *
 * Urgent data needs nothing special: it lies in the stream like all other bytes.
 */
export class PacketParser {
  readonly segment = new Segment();
  readonly #locals: readonly Int32Array[];

  /** `addresses`: the instance's, IPv4 or IPv6 text. Throws InvalidAddressError. */
  constructor(addresses: readonly string[]) {
    this.#locals = addresses.map((address) => addressWords(parseAddress(address)));
  }

  /**
   * Reads the frame at [start, start + captured) of `bytes`, `length` bytes on the wire. `toward` tells which way it went
   * on the instance's wire. The answer is undefined when `segment` was filled in, else why not.
   */
  parse(
    bytes: Uint8Array,
    start: number,
    captured: number,
    length: number,
    toward: boolean,
    checksumTrusted: boolean,
  ): OddPacketReason | undefined {
    const end = start + captured;
    if (captured < ETHERNET_BYTES) return 'truncated';
    let at = start + 12;
    let type = u16(bytes, at);
    while (VLAN_TYPES.includes(type)) {
      at += 4;
      if (at + 2 > end) return 'truncated';
      type = u16(bytes, at);
    }
    at += 2;
    this.segment.bytes = bytes;
    // The wire's end, where the ring did not take all.
    const whole = start + length;
    if (type === TYPE_IPV4) return this.#ipv4(bytes, at, end, whole, toward, checksumTrusted);
    if (type === TYPE_IPV6) return this.#ipv6(bytes, at, end, whole, toward, checksumTrusted);
    return 'other-protocol';
  }

  #ipv4(
    bytes: Uint8Array,
    at: number,
    end: number,
    whole: number,
    toward: boolean,
    trusted: boolean,
  ): OddPacketReason | undefined {
    if (at + 20 > end) return 'truncated';
    const headerBytes = (bytes[at]! & 0xf) * 4;
    if (bytes[at]! >> 4 !== 4 || headerBytes < 20) return 'malformed';
    // More than 64 KiB in one go (BIG TCP) has no length here; the frame's is right then.
    const total = u16(bytes, at + 2) || whole - at;
    if (total < headerBytes) return 'malformed';
    // Every fragment has the protocol and the addresses: what could not be the instance's TCP is no loss.
    if (bytes[at + 9] !== PROTOCOL_TCP) return 'not-tcp';
    this.segment.family = 4;
    if (!this.#place(bytes, at + 12, at + 16, 4, toward)) return 'foreign';
    if ((u16(bytes, at + 6) & 0x3fff) !== 0) return 'fragment';
    if (at + total > end) return 'truncated';
    return this.#tcp(bytes, at + headerBytes, at + total, at + 12, 4, trusted);
  }

  #ipv6(
    bytes: Uint8Array,
    at: number,
    end: number,
    whole: number,
    toward: boolean,
    trusted: boolean,
  ): OddPacketReason | undefined {
    if (at + 40 > end) return 'truncated';
    if (bytes[at]! >> 4 !== 6) return 'malformed';
    const payloadBytes = u16(bytes, at + 4);
    let next = bytes[at + 6]!;
    // More than 64 KiB in one go (BIG TCP) has no length here; the frame's is right then. Some kernels say so with a
    // jumbogram's hop-by-hop option (RFC 2675), some do not.
    const last = payloadBytes === 0 ? whole : at + 40 + payloadBytes;
    this.segment.family = 6;
    const ours = this.#place(bytes, at + 8, at + 24, 16, toward);
    let header = at + 40;
    while (next !== PROTOCOL_TCP) {
      if (header + 8 > end && header + 8 <= last) return ours ? 'truncated' : 'foreign';
      if (next === FRAGMENT) {
        if (header + 8 > last) return 'malformed';
        next = bytes[header]!;
        // Offset and the more-to-come bit; a fragment that is all there is counts as whole (RFC 6946).
        if ((u16(bytes, header + 2) & 0xfff9) !== 0) {
          if (next !== PROTOCOL_TCP && !EXTENSIONS.includes(next)) return 'not-tcp';
          return ours ? 'fragment' : 'foreign';
        }
        header += 8;
        continue;
      }
      if (!EXTENSIONS.includes(next)) return 'not-tcp';
      if (header + 8 > last) return 'malformed';
      const size = bytes[header + 1]!;
      const isAuthentication = next === AUTHENTICATION;
      next = bytes[header]!;
      header += isAuthentication ? (size + 2) * 4 : (size + 1) * 8;
    }
    if (!ours) return 'foreign';
    if (last > end) return 'truncated';
    return this.#tcp(bytes, header, last, at + 8, 16, trusted);
  }

  /** Fills in the addresses and the direction; false when this is not the instance's. */
  #place(bytes: Uint8Array, source: number, destination: number, size: number, toward: boolean): boolean {
    const key = this.segment.key;
    const local = toward ? destination : source;
    const remote = toward ? source : destination;
    for (let i = 0; i < 4; i += 1) {
      const inside = i * 4 < size;
      key[i] = inside ? i32(bytes, remote + i * 4) : 0;
      key[4 + i] = inside ? i32(bytes, local + i * 4) : 0;
    }
    this.segment.direction = toward ? 'in' : 'out';
    for (const words of this.#locals) {
      if (words.length * 4 !== size) continue;
      let equal = true;
      for (let i = 0; i < words.length; i += 1) equal &&= words[i] === key[4 + i];
      if (equal) return true;
    }
    return false;
  }

  #tcp(
    bytes: Uint8Array,
    at: number,
    end: number,
    addresses: number,
    size: number,
    trusted: boolean,
  ): OddPacketReason | undefined {
    if (at + 20 > end) return 'malformed';
    const headerBytes = (bytes[at + 12]! >> 4) * 4;
    if (headerBytes < 20 || at + headerBytes > end) return 'malformed';
    if (!trusted && !checksumIsValid(bytes, at, end, addresses, size)) return 'checksum';
    const segment = this.segment;
    const source = u16(bytes, at);
    const destination = u16(bytes, at + 2);
    segment.key[8] = segment.direction === 'in' ? (source << 16) | destination : (destination << 16) | source;
    segment.hash = hashKey(segment.key);
    segment.seq = i32(bytes, at + 4);
    segment.ack = i32(bytes, at + 8);
    segment.flags = bytes[at + 13]!;
    segment.payload = at + headerBytes;
    segment.payloadBytes = end - segment.payload;
    return undefined;
  }
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

function i32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

function addressWords(address: Uint8Array): Int32Array {
  return Int32Array.from({ length: address.length / 4 }, (_, i) => i32(address, i * 4));
}
