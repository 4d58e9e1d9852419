import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../agent/criu/mod.js';
import { takeStreamApart } from '../../../agent/criu/image-file.js';
import {
  addressText,
  cutConnection,
  isConnection,
  outboundAckedSeq,
  UnreadBudget,
} from '../../../agent/criu/cut.js';
import type { InetSocketEntry, TcpStreamEntry } from '../../../agent/criu/image-file.js';
import { formatAddress } from '../../../runtime/ip/mod.js';

const COMMON = 0x54564319;
const TCP_STREAM = 0x51465506;

const writer = protobuf
  .parse(
    `syntax = "proto2";
message S { required uint32 a = 1; required uint32 inqSeq = 2; required uint32 c = 3; required uint32 outqSeq = 4;
  required uint32 e = 5; required uint32 f = 6; required uint32 g = 7; optional uint32 wnd = 16;
  optional uint32 wup = 17; }`,
  )
  .root.lookupType('S');

function image(magics: number[], ...messages: Uint8Array[]): Uint8Array {
  const head = Buffer.alloc(magics.length * 4);
  magics.forEach((magic, i) => head.writeUInt32LE(magic >>> 0, i * 4));
  const parts = messages.flatMap((message) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(message.length);
    return [length, Buffer.from(message)];
  });
  return Buffer.concat([head, ...parts]);
}

const streamMessage = (inqLen: number, inqSeq: number, outqLen: number, outqSeq: number) =>
  writer.encode({ a: inqLen, inqSeq, c: outqLen, outqSeq, e: 7, f: 10, g: 1460 }).finish();

describe('images of CRIU', () => {
  it('reads a stream and leaves the queued bytes behind it alone', () => {
    const bytes = Buffer.concat([
      image([COMMON, TCP_STREAM], streamMessage(3, 4294967290, 2, 5)),
      Buffer.from('abcde'),
    ]);
    const [stream] = decodeImage('tcpStream', bytes, 'x');
    expect(stream).toMatchObject({
      inqLen: 3,
      inqSeq: 4294967290,
      outqLen: 2,
      outqSeq: 5,
      mssClamp: 1460,
      rcvWnd: 0,
    });
  });

  it('takes out what was not read, as if it had not arrived, and leaves the window where it ended', () => {
    const [unread, sent] = [Buffer.from('abcd'), Buffer.from('xy')];
    const entry = { a: 4, inqSeq: 2, c: 2, outqSeq: 9, e: 7, f: 10, g: 1460, wnd: 1000, wup: 1 };
    const whole = Buffer.concat([image([COMMON, TCP_STREAM], writer.encode(entry).finish()), unread, sent]);
    const parts = takeStreamApart(whole, 'x');
    expect(Buffer.from(parts.unread).toString()).toBe('abcd');
    const rest = takeStreamApart(parts.withoutUnread!, 'x');
    expect(rest.entry).toMatchObject({
      inqLen: 0,
      inqSeq: 4294967294,
      outqLen: 2,
      outqSeq: 9,
      rcvWup: 4294967294,
      rcvWnd: 1003,
    });
    expect(Buffer.from(parts.withoutUnread!).subarray(-2).toString()).toBe('xy');
  });

  it('leaves a stream alone that has a field which is not known', () => {
    const stranger = protobuf
      .parse('syntax = "proto2"; message S { optional uint32 later = 77; }')
      .root.lookupType('S');
    const message = Buffer.concat([streamMessage(1, 2, 0, 4), stranger.encode({ later: 5 }).finish()]);
    const whole = Buffer.concat([image([COMMON, TCP_STREAM], message), Buffer.from('a')]);
    expect(takeStreamApart(whole, 'x').withoutUnread).toBeUndefined();
  });

  it('refuses queues that are cut short', () => {
    const whole = Buffer.concat([
      image([COMMON, TCP_STREAM], streamMessage(3, 2, 2, 4)),
      Buffer.from('abcd'),
    ]);
    expect(() => takeStreamApart(whole, 'x')).toThrow(/cut short/);
  });

  it('refuses another kind of image and names the file', () => {
    expect(() => decodeImage('files', image([COMMON, TCP_STREAM]), 'files.img')).toThrow(/files\.img/);
  });

  it('refuses entries that are cut short, at any byte', () => {
    const whole = image([COMMON, TCP_STREAM], streamMessage(1, 2, 3, 4));
    fc.assert(
      fc.property(fc.integer({ min: 9, max: whole.length - 1 }), (length) => {
        expect(() => decodeImage('tcpStream', whole.subarray(0, length), 'x')).toThrow();
      }),
    );
  });
});

const socket: InetSocketEntry = {
  id: 1,
  ino: 2,
  family: 2,
  type: 1,
  proto: 6,
  state: 1,
  srcPort: 6379,
  dstPort: 44812,
  srcAddr: [0x0201630a],
  dstAddr: [0x0101630a],
};
const stream: TcpStreamEntry = {
  inqLen: 0,
  inqSeq: 1000,
  outqLen: 10,
  outqSeq: 5,
  unsqLen: 0,
  optMask: 7,
  sndWscale: 1,
  rcvWscale: 2,
  mssClamp: 3,
  timestamp: 4,
  sndWl1: 5,
  sndWnd: 6,
  maxWindow: 7,
  rcvWnd: 8,
  rcvWup: 9,
};

describe('cut', () => {
  it('tells connections from listeners, closed sockets and dials without an answer', () => {
    expect(isConnection(socket)).toBe(true);
    for (const state of [2, 7, 10]) expect(isConnection({ ...socket, state })).toBe(false);
    expect(isConnection({ ...socket, type: 2 })).toBe(false);
  });

  it('takes out no more unread bytes than a message holds', () => {
    const budget = new UnreadBudget();
    expect(budget.take(64 * 1024 + 1)).toBe(false);
    for (let taken = 0; taken < 8 * 1024 * 1024; taken += 64 * 1024)
      expect(budget.take(64 * 1024)).toBe(true);
    expect(budget.take(1)).toBe(false);
  });

  it('writes addresses as text', () => {
    expect(addressText([0x0201630a])).toBe('10.99.1.2');
    expect(addressText([0, 0, 0xffff0000, 0x0201630a])).toBe('10.99.1.2');
    expect(addressText([0xb80d0120, 0, 0, 0x01000000])).toBe('2001:db8::1');
  });

  it('writes an IPv6 address as the tap does, or they would not be found to be the same', () => {
    const word = fc.oneof(fc.constant(0), fc.nat({ max: 0xffff_ffff }), fc.constantFrom(0x0100, 0xffff));
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), (words) => {
        const bytes = new Uint8Array(Uint32Array.from(words).buffer);
        expect(addressText(words)).toBe(formatAddress(bytes).replace(/^::ffff:(?=.*\.)/, ''));
      }),
    );
  });

  it('finds the first unacknowledged byte across the wrap and with a FIN', () => {
    expect(cutConnection(socket, stream).outboundAckedSeq).toBe(4294967291);
    expect(outboundAckedSeq(4, { ...stream, outqLen: 0, outqSeq: 100 })).toBe(99);
    expect(outboundAckedSeq(5, { ...stream, outqLen: 0, outqSeq: 100 })).toBe(100);
    expect(outboundAckedSeq(8, { ...stream, outqLen: 40, outqSeq: 100 })).toBe(60);
  });
});
