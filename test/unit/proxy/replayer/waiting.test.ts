import { describe, expect, it } from 'vitest';
import type { LogRecord } from '../../../../proxy/log/mod.js';
import type { WaitingConnection } from '../../../../proxy/replayer/carried-connection.js';
import type { Feed } from '../../../../proxy/replayer/feed.js';
import { Replay, type ReplicaSide } from '../../../../proxy/replayer/replay.js';

const LOCAL = { address: '10.87.0.2', port: 6379 };
const tuple = { local: LOCAL, remote: { address: '10.0.0.1', port: 4001 } };
const [FROZEN, RESUMED] = [1000, 2000];
const ticket = { done: () => undefined };

class Written implements ReplicaSide {
  readonly told: string[] = [];
  dial(feed: Feed): void {
    this.told.push(`dial ${feed.remote.port}`);
  }
  write(_: Feed, bytes: Uint8Array): boolean {
    this.told.push(Buffer.from(bytes).toString());
    return true;
  }
  end(): void {
    this.told.push('end');
  }
  reset(): void {
    this.told.push('reset');
  }
}

function replayOf(
  waiting: Partial<WaitingConnection>[],
  closed: readonly string[] = [],
): { replay: Replay; told: string[] } {
  const written = new Written();
  const plan = {
    connections: [],
    waiting: waiting.map((some) => ({
      ...tuple,
      key: '10.0.0.1:4001 > 10.87.0.2:6379',
      unreadBytes: 0,
      peerEnded: false,
      opening: false,
      ...some,
    })),
    closed,
    frozenAtUs: FROZEN,
    resumedAtUs: RESUMED,
  };
  return {
    replay: new Replay(plan, { order: 'causal', patienceUs: 1e6 }, written),
    told: written.told,
  };
}

const base = { connection: 1 };
const open: LogRecord = { ...base, timeUs: 1, kind: 'open', direction: 'in', seq: 100, tuple };
const accept: LogRecord = { ...base, timeUs: 2, kind: 'accept', direction: 'out', seq: 500 };
const data = (timeUs: number, seq: number, text: string): LogRecord => ({
  ...base,
  timeUs,
  kind: 'data',
  direction: 'in',
  seq,
  bytes: Buffer.from(text),
});
const seen = (nextIn: number | undefined, endedIn = false): LogRecord => ({
  ...base,
  timeUs: 10,
  kind: 'seen',
  tuple,
  nextIn,
  nextOut: 500,
  endedIn,
  endedOut: false,
});
const end = (timeUs: number, seq: number): LogRecord => ({
  ...base,
  timeUs,
  kind: 'end',
  direction: 'in',
  seq,
});

describe('a connection that production had not accepted at the freeze', () => {
  it('is dialled, and given all that came before the mark and after it, once', () => {
    const { replay, told } = replayOf([{ unreadBytes: 3, peerEnded: true }]);
    for (const record of [open, accept, data(3, 100, 'ab')]) replay.recall(record, ticket);
    for (const record of [seen(102), data(20, 102, 'c'), end(30, 103)]) replay.push(record, ticket, 0);
    replay.settle(0);
    replay.pump(0);
    expect(told).toEqual(['dial 4001', 'ab', 'c', 'end']);
    expect(replay.fidelity.unfaithfulReason).toBe('');
    expect(replay.heldBytes).toBe(0);
  });

  it('is dialled without its dial in the log, if all that came on it is there', () => {
    const { replay, told } = replayOf([{ unreadBytes: 2 }]);
    for (const record of [seen(100), data(20, 100, 'ab')]) replay.push(record, ticket, 0);
    replay.push(data(2100, 102, 'c'), ticket, 0);
    replay.pump(0);
    expect(told).toEqual(['dial 4001', 'ab', 'c']);
    expect(replay.fidelity.unfaithfulReason).toBe('');
  });

  it('is dialled when it has said nothing yet and the log has never heard of it', () => {
    for (const peerEnded of [false, true]) {
      const { replay, told } = replayOf([{ peerEnded }]);
      replay.settle(0);
      if (!peerEnded)
        for (const record of [seen(700), data(2100, 700, 'late')]) replay.push(record, ticket, 0);
      replay.pump(0);
      expect(told).toEqual(['dial 4001', peerEnded ? 'end' : 'late']);
      expect(replay.fidelity.unfaithfulReason).toBe('');
    }
  });

  it('is dialled when the kernel had its dial alone, and takes later what its client has said before the capture too', () => {
    const { replay, told } = replayOf([{ opening: true }]);
    const met: LogRecord = { ...seen(100), nextOut: undefined } as LogRecord;
    const records = [met, data(2100, 100, 'ab'), end(2100, 102), { ...accept, timeUs: 2100 }];
    for (const record of records) replay.push(record, ticket, 0);
    replay.pump(0);
    expect(told).toEqual(['dial 4001', 'ab', 'end']);
    expect(replay.fidelity.unfaithfulReason).toBe('');
  });

  it('is named as missing when what came on it is nowhere', () => {
    const { replay, told } = replayOf([{ unreadBytes: 5 }]);
    replay.push(seen(105), ticket, 0);
    replay.settle(0);
    replay.pump(0);
    expect(told).toEqual([]);
    expect(replay.fidelity.unfaithfulReason).toContain('(5 bytes) is not in the log');
    expect(replay.fidelity).toMatchObject({ recordsLost: 1, bytesLost: 5 });
  });

  it('is nothing to speak of when it was over, and its ends are used again', () => {
    const { replay, told } = replayOf([]);
    const later = { ...base, timeUs: 2100 };
    replay.push(seen(105, true), ticket, 0);
    replay.push({ ...later, kind: 'gap', direction: 'out', seq: 500, gapBytes: 0 }, ticket, 0);
    replay.push({ ...later, kind: 'reset', direction: 'in' }, ticket, 0);
    replay.pump(0);
    expect(told).toEqual([]);
    expect(replay.fidelity.unfaithfulReason).toBe('');
  });

  it('is named as missing when nobody but its client knew of it, and production answers it later', () => {
    const { replay, told } = replayOf([]);
    replay.push(seen(105), ticket, 0);
    const answer: LogRecord = {
      ...base,
      timeUs: 2100,
      kind: 'data',
      direction: 'out',
      seq: 500,
      bytes: Buffer.from('1'),
    };
    replay.push(answer, ticket, 0);
    replay.pump(0);
    expect(told).toEqual([]);
    expect(replay.fidelity.unfaithfulReason).toContain('the beginning of connection 1 is not in the log');
  });

  describe('and that its kernel knew nothing of', () => {
    const pickedUp = (timeUs: number): LogRecord[] => [
      { ...seen(100), timeUs, nextOut: undefined } as LogRecord,
      data(timeUs, 100, 'asked'),
    ];
    const taken: LogRecord = { ...accept, timeUs: 2200 };

    it.each([20, 2100])('is dialled once it is taken, when it was met at %i', (timeUs) => {
      const { replay, told } = replayOf([]);
      for (const record of pickedUp(timeUs)) replay.push(record, ticket, 0);
      replay.settle(0);
      replay.pump(0);
      expect(told).toEqual([]);
      replay.push(taken, ticket, 0);
      replay.pump(0);
      expect(told).toEqual(['dial 4001', 'asked']);
      expect(replay.fidelity.unfaithfulReason).toBe('');
    });

    it.each([
      ['its program had closed it', ['10.0.0.1:4001 > 10.87.0.2:6379'], []],
      [
        'a dial may have been missed',
        [],
        [{ ...base, connection: 0, timeUs: 15, kind: 'gap', direction: 'in', seq: 0, gapBytes: 0 }],
      ],
      ['it has ended', [], [end(2100, 105)]],
      ['production had said something', [], [{ ...data(2100, 500, 'x'), direction: 'out' }]],
      ['it was taken before the freeze', [], [{ ...accept, timeUs: 500 }]],
    ] as [string, string[], LogRecord[]][])('is named as missing when %s', (_, closed, also) => {
      const { replay, told } = replayOf([], closed);
      const records = [...pickedUp(20), ...also, taken, data(2300, 105, 'more')];
      for (const record of records) replay.push(record, ticket, 0);
      replay.pump(0);
      expect(told).toEqual([]);
      expect(replay.fidelity.unfaithfulReason).not.toBe('');
    });

    it('is forgotten when its client gives up', () => {
      const { replay, told } = replayOf([]);
      const over: LogRecord = { ...base, timeUs: 2100, kind: 'reset', direction: 'in' };
      for (const record of [...pickedUp(20), over]) replay.push(record, ticket, 0);
      replay.pump(0);
      expect(told).toEqual([]);
      expect(replay.fidelity.unfaithfulReason).toBe('');
    });
  });

  it('is left out of what leads to no mark', () => {
    const { replay, told } = replayOf([{ unreadBytes: 2 }]);
    for (const record of [open, accept, data(3, 100, 'ab')]) replay.recall(record, ticket);
    replay.forgetRecalled();
    replay.settle(0);
    replay.pump(0);
    expect(told).toEqual([]);
    expect(replay.fidelity.bytesLost).toBe(2);
  });
});

describe('a dial', () => {
  it('is made when production answers it, and never if it does not', () => {
    const { replay, told } = replayOf([]);
    replay.settle(0);
    replay.push({ ...open, timeUs: 2100 }, ticket, 0);
    replay.pump(0);
    expect(told).toEqual([]);
    replay.push({ ...accept, timeUs: 2200 }, ticket, 0);
    replay.pump(0);
    expect(told).toEqual(['dial 4001']);
  });
});

describe('what was dealt with before the freeze', () => {
  it('is not held in memory', () => {
    const { replay } = replayOf([]);
    const said: LogRecord = {
      ...base,
      timeUs: 20,
      kind: 'data',
      direction: 'out',
      seq: 500,
      bytes: Buffer.from('answer'),
    };
    for (const record of [open, accept, data(3, 100, 'question')]) replay.push(record, ticket, 0);
    expect(replay.heldBytes).toBe('question'.length);
    replay.push(said, ticket, 0);
    expect(replay.heldBytes).toBe(0);
  });
});
