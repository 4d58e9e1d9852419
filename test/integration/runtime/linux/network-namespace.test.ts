import { execFileSync } from 'node:child_process';
import { readlinkSync, writeSync } from 'node:fs';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  SyscallError,
  bindSocket,
  clockMonotonicUs,
  clockRealtimeUs,
  closeDescriptor,
  connectSocket,
  descriptorState,
  eventDescriptor,
  getQueueSeq,
  getRepairWindow,
  inNetworkNamespace,
  interfaceIndex,
  interfaceState,
  localAddress,
  receiveNow,
  sendNow,
  setFreeBind,
  setQueueSeq,
  setRepair,
  setRepairOptions,
  setRepairQueue,
  setRepairWindow,
  setReuseAddress,
  setTransparent,
  tcpSocket,
  unacknowledgedBytes,
  unreadBytes,
  watchReadable,
} from '../../../../runtime/linux/mod.js';

const root = process.platform === 'linux' && process.getuid?.() === 0;
const NAME = `pktap-sys-${process.pid}`;
const PATH = `/run/netns/${NAME}`;
const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe', timeout: 5000 });

describe.skipIf(!root)('system calls in a namespace of their own', () => {
  beforeAll(() => {
    ip('netns', 'add', NAME);
    ip('-n', NAME, 'link', 'set', 'lo', 'up');
  });
  afterAll(() => {
    ip('netns', 'del', NAME);
  });

  it('runs a function inside and comes back, also when it throws', () => {
    const here = readlinkSync('/proc/thread-self/ns/net');
    const there = inNetworkNamespace(PATH, () => readlinkSync('/proc/thread-self/ns/net'));
    expect(there).not.toBe(here);
    expect(() =>
      inNetworkNamespace(PATH, () => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(() => inNetworkNamespace('/run/netns/none', () => 0)).toThrow(/ENOENT/);
    expect(() => inNetworkNamespace('/proc/self/ns/uts', () => 0)).toThrow(SyscallError);
    expect(readlinkSync('/proc/thread-self/ns/net')).toBe(here);
  });

  it('names the call and the cause of a failure', () => {
    const fd = tcpSocket('192.0.2.1');
    try {
      bindSocket(fd, { address: '192.0.2.1', port: 80 });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ call: 'bind', code: 'EADDRNOTAVAIL', errno: 99 });
    } finally {
      closeDescriptor(fd);
    }
  });

  it('tells of interfaces inside', () => {
    expect(inNetworkNamespace(PATH, () => interfaceIndex('lo'))).toBe(1);
    expect(inNetworkNamespace(PATH, () => interfaceState('lo'))).toEqual({ up: true, running: true });
    expect(() => inNetworkNamespace(PATH, () => interfaceState('none0'))).toThrow(/ENODEV/);
  });

  it.each(['192.0.2.9', '2001:db8::9'])('binds to %s, which nobody has', (address) => {
    for (const allow of [setTransparent, setFreeBind]) {
      const fd = inNetworkNamespace(PATH, () => tcpSocket(address));
      allow(fd, address);
      bindSocket(fd, { address, port: 4242 });
      expect(localAddress(fd)).toEqual({ address, port: 4242 });
      closeDescriptor(fd);
    }
  });

  it.each([
    ['127.0.0.1', '127.0.0.2'],
    ['::1', '::1'],
  ])('puts a connection between %s and %s together from nothing', async (a, b) => {
    const left = { address: a, port: 5001 };
    const right = { address: b, port: 5002 };
    const [one, other] = inNetworkNamespace(PATH, () => [
      repaired(left, right, 0xffff_fff0, 7000),
      repaired(right, left, 7000, 0xffff_fff0),
    ]);
    for (const fd of [one, other]) setRepair(fd, 'off-no-probe');
    // Over the wrap of sequence numbers.
    expect(sendNow(one, Buffer.from('over the wrap of numbers'))).toBe(24);
    const buffer = new Uint8Array(100);
    expect(receiveNow(one, buffer)).toBeUndefined();
    expect(unreadBytes(other)).toBe(24);
    expect(unacknowledgedBytes(other)).toBe(0);
    expect(Buffer.from(buffer.subarray(0, receiveNow(other, buffer))).toString()).toBe(
      'over the wrap of numbers',
    );
    setRepair(one, 'on');
    setRepairQueue(one, 'send');
    expect(getQueueSeq(one)).toBe(8);
    setRepair(one, 'off-no-probe');

    const socket = new net.Socket({ fd: other, readable: true, writable: true });
    const reply = new Promise<string>((resolve) => {
      const peer = new net.Socket({ fd: one, readable: true, writable: true });
      peer.once('data', (data) => {
        resolve(data.toString());
        peer.end();
      });
    });
    socket.end('and Node takes it from there');
    expect(await reply).toBe('and Node takes it from there');
    await new Promise((resolve) => socket.resume().once('close', resolve));
  });

  it('wakes the event loop when a descriptor becomes readable', async () => {
    const fd = eventDescriptor();
    expect(descriptorState(fd)).toEqual({ readable: false, failed: false });
    let calls = 0;
    await new Promise<void>((resolve) => {
      const end = watchReadable(fd, () => {
        calls += 1;
        if (calls < 3) return;
        end();
        resolve();
      });
      writeSync(fd, new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0]));
    });
    expect(descriptorState(fd)).toEqual({ readable: true, failed: false });
    closeDescriptor(fd);
  });

  it('reads the clocks', () => {
    expect(Math.abs(clockRealtimeUs() - Date.now() * 1000)).toBeLessThan(1e6);
    const first = clockMonotonicUs();
    expect(clockMonotonicUs()).toBeGreaterThanOrEqual(first);
  });
});

function repaired(
  local: { address: string; port: number },
  remote: { address: string; port: number },
  sendSeq: number,
  receiveSeq: number,
): number {
  const fd = tcpSocket(local.address);
  setRepair(fd, 'on');
  setReuseAddress(fd);
  setRepairQueue(fd, 'send');
  setQueueSeq(fd, sendSeq);
  setRepairQueue(fd, 'receive');
  setQueueSeq(fd, receiveSeq);
  bindSocket(fd, local);
  expect(connectSocket(fd, remote)).toBe('connected');
  setRepairOptions(fd, {
    mss: 1400,
    windowScale: { send: 7, receive: 7 },
    sackPermitted: true,
    timestamps: true,
  });
  setRepairWindow(fd, {
    sendWl1: receiveSeq,
    sendWindow: 60_000,
    maxWindow: 60_000,
    receiveWindow: 60_000,
    receiveWup: receiveSeq,
  });
  expect(getRepairWindow(fd)).toMatchObject({ sendWindow: 60_000, receiveWup: receiveSeq });
  return fd;
}
