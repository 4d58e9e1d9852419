import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumIsValid } from '../../../../../proxy/duplicator/tap/checksum.js';
import { PacketParser } from '../../../../../proxy/duplicator/tap/packet-parser.js';
import { parseAddress } from '../../../../../runtime/ip/mod.js';

const LOCAL = { 4: '10.87.3.2', 6: 'fd00::2' } as const;
const REMOTE = { 4: '192.0.2.77', 6: '2001:db8::77' } as const;

interface Frame {
  family: 4 | 6;
  toward?: boolean;
  vlans?: number;
  /** IPv4 options, 32-bit words. */
  options?: number;
  /** Next headers of IPv6 extension headers, before TCP. */
  extensions?: number[];
  fragment?: number;
  protocol?: number;
  payload?: Uint8Array;
  tcpOptions?: number;
}

/** An Ethernet frame with a TCP segment from port 1111 to 2222, seq 0xfffffff0, ack 7, PSH and ACK. */
function frame(options: Frame): Uint8Array {
  const {
    family,
    toward = true,
    vlans = 0,
    payload = new Uint8Array(0),
    tcpOptions = 0,
    protocol = 6,
  } = options;
  const tcp = new Uint8Array(20 + tcpOptions * 4 + payload.length);
  const view = new DataView(tcp.buffer);
  view.setUint16(0, 1111);
  view.setUint16(2, 2222);
  view.setUint32(4, 0xffff_fff0);
  view.setUint32(8, 7);
  tcp[12] = (5 + tcpOptions) << 4;
  tcp[13] = 0x18;
  tcp.set(payload, 20 + tcpOptions * 4);
  const [source, destination] = toward ? [REMOTE[family], LOCAL[family]] : [LOCAL[family], REMOTE[family]];
  const ip =
    family === 4
      ? v4(options, source, destination, protocol, tcp.length)
      : v6(options, source, destination, protocol, tcp.length);
  const head = new Uint8Array(14 + vlans * 4);
  for (let i = 0; i < vlans; i += 1) head.set(i === 0 && vlans > 1 ? [0x88, 0xa8] : [0x81, 0x00], 12 + i * 4);
  head.set(family === 4 ? [0x08, 0x00] : [0x86, 0xdd], 12 + vlans * 4);
  return Uint8Array.from([...head, ...ip, ...tcp]);
}

function v4(
  { options = 0, fragment = 0 }: Frame,
  source: string,
  destination: string,
  protocol: number,
  length: number,
): number[] {
  const header = new Uint8Array(20 + options * 4);
  const view = new DataView(header.buffer);
  header[0] = 0x45 + options;
  view.setUint16(2, header.length + length);
  view.setUint16(6, fragment);
  header[9] = protocol;
  header.set(parseAddress(source), 12);
  header.set(parseAddress(destination), 16);
  return [...header];
}

function v6(
  { extensions = [] }: Frame,
  source: string,
  destination: string,
  protocol: number,
  length: number,
): number[] {
  const chain = [...extensions, protocol];
  const rest = extensions.flatMap((kind, i) => {
    const size = kind === 44 ? 8 : kind === 51 ? 16 : 16;
    const header = new Uint8Array(size);
    header[0] = chain[i + 1]!;
    header[1] = kind === 44 ? 0 : kind === 51 ? 2 : 1;
    return [...header];
  });
  const header = new Uint8Array(40);
  header[0] = 0x60;
  new DataView(header.buffer).setUint16(4, rest.length + length);
  header[6] = chain[0]!;
  header.set(parseAddress(source), 8);
  header.set(parseAddress(destination), 24);
  return [...header, ...rest];
}

function parse(bytes: Uint8Array, toward = true, captured = bytes.length) {
  const parser = new PacketParser([LOCAL[4], LOCAL[6]]);
  // Somewhere in larger memory, as in a ring.
  const memory = new Uint8Array(bytes.length + 50).fill(0xee);
  memory.set(bytes, 30);
  const odd = parser.parse(memory, 30, captured, bytes.length, toward, true);
  return { odd, segment: parser.segment };
}

describe('PacketParser', () => {
  it.each<[string, Frame]>([
    ['IPv4', { family: 4 }],
    ['IPv4 with options', { family: 4, options: 3, tcpOptions: 5 }],
    ['IPv4 in two VLANs', { family: 4, vlans: 2 }],
    ['IPv4, never to be fragmented', { family: 4, fragment: 0x4000 }],
    ['IPv6', { family: 6 }],
    ['IPv6 in a VLAN with extension headers', { family: 6, vlans: 1, extensions: [0, 43, 51, 60] }],
    ['an IPv6 packet that is its only fragment', { family: 6, extensions: [44] }],
  ])('reads %s', (_name, options) => {
    const payload = Uint8Array.of(1, 2, 3);
    const { odd, segment } = parse(frame({ ...options, payload }));
    expect(odd).toBeUndefined();
    expect(segment).toMatchObject({
      family: options.family,
      direction: 'in',
      seq: -16,
      ack: 7,
      flags: 0x18,
      payloadBytes: 3,
    });
    expect([...segment.bytes.subarray(segment.payload, segment.payload + 3)]).toEqual([1, 2, 3]);
    expect(segment.key[8]).toBe((1111 << 16) | 2222);
  });

  it('gives both directions of a connection the same key', () => {
    for (const family of [4, 6] as const) {
      const a = parse(frame({ family })).segment;
      const b = parse(frame({ family, toward: false }), false).segment;
      expect([b.direction, [...b.key.subarray(0, 8)]]).toEqual(['out', [...a.key.subarray(0, 8)]]);
      expect(b.key[8]).toBe((2222 << 16) | 1111);
    }
  });

  it('leaves out the padding of short frames', () => {
    const padded = Uint8Array.from([...frame({ family: 4, payload: Uint8Array.of(9) }), 0, 0, 0, 0, 0]);
    expect(parse(padded).segment.payloadBytes).toBe(1);
  });

  it.each<[string, Uint8Array, boolean]>([
    ['other-protocol', Uint8Array.from([...new Uint8Array(12), 0x08, 0x06, ...new Uint8Array(40)]), true],
    ['not-tcp', frame({ family: 4, protocol: 17 }), true],
    ['not-tcp', frame({ family: 6, extensions: [0], protocol: 58 }), true],
    ['fragment', frame({ family: 4, fragment: 0x2000 }), true],
    ['fragment', frame({ family: 4, fragment: 0x0010 }), true],
    ['foreign', frame({ family: 4, toward: false }), true],
    ['foreign', frame({ family: 6 }), false],
  ])('says %s', (reason, bytes, toward) => {
    expect(parse(bytes, toward).odd).toBe(reason);
  });

  it('never reads a cut-off packet as a whole one, nor outside of it', () => {
    const any = fc.record({
      family: fc.constantFrom(4 as const, 6 as const),
      vlans: fc.nat(2),
      options: fc.nat(10),
      extensions: fc.array(fc.constantFrom(0, 43, 44, 51, 60), { maxLength: 4 }),
      tcpOptions: fc.nat(10),
      payload: fc.uint8Array({ maxLength: 30 }),
    });
    fc.assert(
      fc.property(any, fc.nat(), (options, cut) => {
        const bytes = frame(options);
        expect(parse(bytes).odd).toBeUndefined();
        expect(['truncated', 'malformed']).toContain(parse(bytes, true, cut % bytes.length).odd);
      }),
    );
  });

  it('finds a segment only inside what it was given, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(0x0800, 0x86dd), (noise, type) => {
        if (noise.length > 14) noise.set([type >> 8, type & 0xff], 12);
        const { odd, segment } = parse(noise);
        if (odd !== undefined) return;
        expect(segment.payload).toBeGreaterThanOrEqual(30);
        expect(segment.payload + segment.payloadBytes).toBeLessThanOrEqual(30 + noise.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('verifies checksums', () => {
    const bytes = frame({ family: 4, payload: Uint8Array.of(1, 2, 3, 4, 5) });
    const valid = (): boolean => checksumIsValid(bytes, 34, bytes.length, 26, 4);
    const right = Array.from({ length: 0x1_0000 }, (_, sum) => sum).filter((sum) => {
      bytes.set([sum >> 8, sum & 0xff], 34 + 16);
      return valid();
    });
    expect(right).toHaveLength(1);
    bytes.set([right[0]! >> 8, right[0]! & 0xff], 34 + 16);
    const parser = new PacketParser([LOCAL[4]]);
    expect(parser.parse(bytes, 0, bytes.length, bytes.length, true, false)).toBeUndefined();
    bytes[bytes.length - 1]! ^= 1;
    expect(parser.parse(bytes, 0, bytes.length, bytes.length, true, false)).toBe('checksum');
  });
});
