import { describe, expect, it } from 'vitest';
import { BatchLedger } from '../../../../proxy/replayer/batch-ledger.js';
import { Lag } from '../../../../proxy/replayer/lag.js';
import { LogContinuity } from '../../../../proxy/replayer/log-continuity.js';
import { RateMeter } from '../../../../proxy/replayer/rate-meter.js';
import { packetsIn } from '../../../../proxy/replayer/refused-calls.js';

describe('rate meter', () => {
  it('looks back over five seconds', () => {
    const meter = new RateMeter();
    expect(meter.perSecond).toBe(0);
    for (let second = 0; second <= 20; second += 1)
      meter.sample(second * 1000, second < 10 ? 0 : (second - 10) * 700);
    expect(meter.perSecond).toBe(700);
    for (let second = 21; second <= 30; second += 1) meter.sample(second * 1000, 7000);
    expect(meter.perSecond).toBe(0);
  });
});

describe('ledger and lag', () => {
  it('acknowledges a message when its last record is done, and knows the oldest that is not', () => {
    const ledger = new BatchLedger();
    const acknowledged: number[] = [];
    const open = (sequence: number, records: number) =>
      ledger.open({
        sequence,
        records,
        bytes: 100,
        writtenAtMs: sequence * 1000,
        acknowledge: () => acknowledged.push(sequence),
      });
    const first = open(1, 2);
    const second = open(2, 1);
    open(3, 0);
    second.done();
    first.done();
    expect(acknowledged).toEqual([3, 2]);
    expect(ledger.oldest?.sequence).toBe(1);
    expect(ledger.recordsLeft).toBe(1);
    first.done();
    expect(acknowledged).toEqual([3, 2, 1]);
    expect(ledger.oldest).toBeUndefined();
    expect(ledger.bytesDone).toBe(300);
  });

  it('counts what is not read as well as what is not done', () => {
    const ledger = new BatchLedger();
    const lag = new Lag(ledger, 11);
    expect(lag.figures(0)).toMatchObject({ caughtUp: true, lagRecords: 0, lagSeconds: 0 });
    lag.observe({ firstSequence: 1, lastSequence: 12, messages: 12, bytes: 1200 });
    expect(lag.drained).toBe(false);
    expect(lag.figures(0)).toMatchObject({ caughtUp: false, lagRecords: 2, lagBytes: 200 });
    const ticket = ledger.open({
      sequence: 11,
      records: 5,
      bytes: 100,
      writtenAtMs: 4000,
      acknowledge: () => undefined,
    });
    lag.read(11, 1, 4000);
    ticket.done();
    expect(lag.figures(6500)).toMatchObject({
      caughtUp: false,
      lagRecords: 9,
      lagBytes: 200,
      lagSeconds: 2.5,
    });
    for (let i = 0; i < 4; i += 1) ticket.done();
    ledger.open({ sequence: 12, records: 0, bytes: 100, writtenAtMs: 5000, acknowledge: () => undefined });
    lag.read(12, 0, 5000);
    expect(lag.figures(9000)).toMatchObject({ caughtUp: true, lagRecords: 0, lagBytes: 0, lagSeconds: 0 });
  });
});

describe('continuity of the log', () => {
  it('finds lost batches and another tap', () => {
    const log = new LogContinuity();
    expect(log.follow({ epoch: 1, sequence: 7 })).toBeUndefined();
    expect(log.follow({ epoch: 1, sequence: 8 })).toBeUndefined();
    expect(log.follow({ epoch: 1, sequence: 11 })).toContain('batches 9 to 10');
    expect(log.follow({ epoch: 1, sequence: 12 })).toBeUndefined();
    expect(log.follow({ epoch: 2, sequence: 0 })).toContain('started anew');
    expect(log.follow({ epoch: 2, sequence: 1 })).toBeUndefined();
  });
});

describe('refused calls', () => {
  it('are read from the output of nft', () => {
    const counter = {
      family: 'inet',
      name: 'refused_dials',
      table: 'parikshan_cell',
      handle: 1,
      packets: 3,
      bytes: 180,
    };
    expect(packetsIn(JSON.stringify({ nftables: [{ metainfo: { version: '1.0.6' } }, { counter }] }))).toBe(
      3,
    );
    expect(packetsIn('{}')).toBeUndefined();
  });
});
