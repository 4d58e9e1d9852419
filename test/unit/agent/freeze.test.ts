import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dumpOptions, errorLines, remedyFor } from '../../../agent/criu/mod.js';
import { decodeMessage, encodeAnswer, encodeRequest } from '../../../agent/criu/rpc.js';
import { boundPaths, DumpFailedError } from '../../../agent/freeze/mod.js';
import { isTcpFrame } from '../../../agent/freeze/held-packets.js';
import { holdMessages, releaseMessages } from '../../../agent/freeze/hold-messages.js';
import { processStart } from '../../../agent/freeze/process-start.js';
import { suspendParts } from '../../../agent/freeze/suspend.js';

describe('suspend', () => {
  const moments = { lockAsked: 1_000, locked: 2_000, diskDone: 12_500, unlocked: 51_000 };
  it('says what is not known with a negative number', () => {
    expect(suspendParts(undefined, moments)).toMatchObject({
      frozenMs: -1,
      diskMs: 10.5,
      networkLockMs: 50,
      clientGapMs: -1,
    });
    expect(suspendParts(undefined, {})).toMatchObject({ diskMs: -1, networkLockMs: -1 });
  });
});

describe('network hold', () => {
  /** Messages of a netlink batch: type and length, padding included. */
  function messages(batch: Uint8Array): { type: number; body: Buffer }[] {
    const bytes = Buffer.from(batch);
    const found = [];
    for (let at = 0; at < bytes.length;) {
      const length = bytes.readUInt32LE(at);
      expect(length % 4).toBe(0);
      found.push({ type: bytes.readUInt16LE(at + 4), body: bytes.subarray(at + 20, at + length) });
      at += length;
    }
    return found;
  }
  it('is one transaction each: flush and add, or flush', () => {
    expect(messages(holdMessages()).map(({ type }) => type)).toEqual([0x10, 0xa0e, 0xa0c, 0x11]);
    expect(messages(releaseMessages()).map(({ type }) => type)).toEqual([0x10, 0xa0e, 0x11]);
  });
  it('expires in less than two seconds', () => {
    const added = messages(holdMessages())[2]?.body ?? Buffer.alloc(0);
    const expiry = Number(added.readBigUInt64BE(added.length - 8));
    expect(expiry).toBeGreaterThan(0);
    expect(expiry).toBeLessThan(2_000);
  });
});

describe('a packet that was held', () => {
  const frame = (type: number, at: number, protocol: number) => {
    const bytes = new Uint8Array(74);
    new DataView(bytes.buffer).setUint16(12, type);
    bytes[at] = protocol;
    return bytes;
  };
  it('is delivered again when it is TCP, of IPv4 or IPv6, and only then', () => {
    expect(isTcpFrame(frame(0x0800, 23, 6))).toBe(true);
    expect(isTcpFrame(frame(0x86dd, 20, 6))).toBe(true);
    expect(isTcpFrame(frame(0x0800, 23, 17))).toBe(false);
    expect(isTcpFrame(frame(0x86dd, 20, 58))).toBe(false);
    expect(isTcpFrame(frame(0x0806, 23, 6))).toBe(false);
    expect(isTcpFrame(new Uint8Array(20))).toBe(false);
  });
});

describe('a process', () => {
  it('is told from a later one by its start, and is gone when it has ended', async () => {
    const child = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
    const start = processStart(child.pid ?? 0);
    expect(Number(start)).toBeGreaterThanOrEqual(Number(processStart(process.pid)));
    expect(processStart(child.pid ?? 0)).toBe(start);
    child.stdin.end();
    await once(child, 'exit');
    expect(processStart(child.pid ?? 0)).toBeUndefined();
  });
});

describe('messages of CRIU', () => {
  it('asks for what the options say', () => {
    const options = dumpOptions({ pid: 7, rootfs: '/r', boundPaths: ['/dev/null'], timeoutSeconds: 3 });
    const request = Buffer.from(encodeRequest('dump', options, { images: 9, work: 10 }));
    expect(request.includes('mnt[/dev/null]:/dev/null')).toBe(true);
    // Field 3 (leave_running), a varint: 1.
    expect(request.includes(Buffer.of(0x18, 1))).toBe(true);
  });
  it('answers yes and no', () => {
    expect([...encodeAnswer(true)]).toEqual([0x08, 6, 0x18, 1]);
    expect([...encodeAnswer(false)]).toEqual([0x08, 6, 0x18, 0]);
  });
  it('reads a moment and an end', () => {
    const moment = Buffer.from('network-lock');
    const notify = Buffer.concat([
      Buffer.of(0x08, 6, 0x10, 1, 0x2a, moment.length + 2, 0x0a, moment.length),
      moment,
    ]);
    expect(decodeMessage(notify)).toEqual({ kind: 'moment', moment: 'network-lock' });
    expect(decodeMessage(Buffer.of(0x08, 1, 0x10, 1))).toMatchObject({ kind: 'ended', success: true });
    expect(decodeMessage(Buffer.of(0x08, 1, 0x10, 0))).toMatchObject({ kind: 'ended', success: false });
  });
  it('never takes garbage for a dump that went well', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          const message = decodeMessage(bytes);
          if (message.kind === 'ended' && message.success)
            // Only a message that says so: type and success are both in it.
            expect(bytes.length).toBeGreaterThanOrEqual(4);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});

describe('dump', () => {
  it('binds what was bound: the devices of runc and bind mounts', () => {
    const mounts = [
      { destination: '/proc', type: 'proc' },
      { destination: '/x', type: 'bind' },
      { destination: '/y', options: ['rbind'] },
    ];
    expect(boundPaths({ mounts })).toEqual(expect.arrayContaining(['/dev/null', '/x', '/y']));
    expect(boundPaths({ mounts })).not.toContain('/proc');
  });
  it('never asks CRIU to kill what it dumps', () => {
    const request = { pid: 1, rootfs: '/r', boundPaths: [], timeoutSeconds: 1 };
    expect(dumpOptions(request).leaveRunning).toBe(true);
  });
  it('says by what it was killed', () => {
    const end = { exitCode: null, signal: 'SIGKILL' };
    expect(new DumpFailedError('redis', [], end, '/log').message).toContain('killed by SIGKILL');
    expect(new DumpFailedError('redis', [], { exitCode: 1, signal: null }, '/log').message).toContain(
      'status 1',
    );
  });
  it('picks the errors that matter out of the log', () => {
    const log =
      "(00.04) Error (criu/util.c:1534): rlimit: Can't setup RLIMIT_NOFILE for self: x\n(00.05) Error (criu/x.c:1): io_uring is there\n";
    expect(errorLines(log)).toEqual(['Error (criu/x.c:1): io_uring is there']);
    expect(remedyFor(errorLines(log))).toMatch(/io_uring/);
  });
});
