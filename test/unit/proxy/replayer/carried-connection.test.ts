import { describe, expect, it } from 'vitest';
import type { Cut__Output } from '../../../../proto/gen/parikshan/v1/Cut.js';
import { planCut } from '../../../../proxy/replayer/carried-connection.js';

const OPTIONS = {
  optMask: 7,
  sndWscale: 7,
  rcvWscale: 9,
  mssClamp: 1448,
  timestamp: 77,
  sndWl1: 1,
  sndWnd: 50_000,
  maxWindow: 60_000,
  rcvWnd: 40_000,
  rcvWup: 0xffff_ff00,
};

function cut(changes: object = {}): Cut__Output {
  const connection = {
    local: { address: '10.87.3.2', port: 80 },
    remote: { address: '::ffff:192.0.2.1', port: 1234 },
    state: 1,
    inboundSeq: 0x20,
    outboundAckedSeq: 500,
    outboundEndSeq: 600,
    options: OPTIONS,
    ipv6Socket: true,
    unread: Buffer.alloc(0),
    ...changes,
  };
  return { connections: [connection], waiting: [], frozenAtUs: 10, resumedAtUs: 20 };
}

describe('plan of a carried connection', () => {
  it('mirrors numbers, scales and windows', () => {
    const [plan] = planCut(cut()).connections;
    expect(plan).toMatchObject({
      key: '192.0.2.1:1234 > 10.87.3.2:80',
      remote: { address: '192.0.2.1', port: 1234 },
      inStart: 0x20,
      outStart: 500,
      inEnded: false,
      outEnded: false,
    });
    expect(plan!.twin).toEqual({
      mss: 1448,
      windowScale: { send: 9, receive: 7 },
      sackPermitted: true,
      timestamps: true,
      timestamp: 77,
      // Told 40000 from 0x100 before the wrap, of which 0x120 have been used.
      sendWindow: 40_000 - 0x120,
      maxWindow: 40_000,
      receiveWindow: 50_000,
    });
  });

  it('leaves out options that were not agreed on', () => {
    const [plan] = planCut(cut({ options: { ...OPTIONS, optMask: 0 } })).connections;
    expect(plan!.twin).toMatchObject({ windowScale: undefined, sackPermitted: false, timestamps: false });
  });

  it.each([
    [1, false, false],
    [4, false, false],
    [5, false, true],
    [8, true, false],
    [9, true, false],
    [11, true, false],
  ])('knows which ends are over in state %i', (state, inEnded, outEnded) => {
    expect(planCut(cut({ state })).connections[0]).toMatchObject({ inEnded, outEnded });
  });

  it('carries IPv6', () => {
    const [plan] = planCut(
      cut({
        local: { address: 'fd3e:8ac7:1::2', port: 80 },
        remote: { address: '2001:db8::1', port: 1 },
      }),
    ).connections;
    expect(plan).toMatchObject({
      key: '[2001:db8::1]:1 > [fd3e:8ac7:1::2]:80',
      local: { address: 'fd3e:8ac7:1::2', port: 80 },
      remote: { address: '2001:db8::1', port: 1 },
    });
  });

  it('skips a connection that was reset, and refuses what it cannot carry', () => {
    expect(planCut(cut({ state: 7 })).connections).toEqual([]);
    expect(() => planCut(cut({ remote: null }))).toThrow('no remote end');
    expect(() => planCut(cut({ options: null }))).toThrow('no TCP options');
  });
});
