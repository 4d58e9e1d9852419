import { describe, expect, it } from 'vitest';
import type { LogRecord } from '../../../../proxy/log/mod.js';
import type { CarriedConnection } from '../../../../proxy/replayer/carried-connection.js';
import type { Feed } from '../../../../proxy/replayer/feed.js';
import { Replay, type ReplicaSide } from '../../../../proxy/replayer/replay.js';

const FROZEN = 1000;
const RESUMED = 2000;
const LOCAL = { address: '10.87.0.2', port: 6379 };
const ticket = { done: () => undefined };

/** A replica that answers each request with as many bytes as it had. */
class Echo implements ReplicaSide {
  readonly got: string[] = [];
  dial(): void {}
  write(feed: Feed, bytes: Uint8Array): boolean {
    this.got.push(`${feed.remote.port}:${Buffer.from(bytes).toString()}`);
    return true;
  }
  end(): void {}
  reset(): void {}
}

/** A connection whose program had not read `unread` when it was frozen. */
function carried(port: number, unread: string): CarriedConnection {
  return {
    key: `10.0.0.1:${port} > 10.87.0.2:6379`,
    local: LOCAL,
    remote: { address: '10.0.0.1', port },
    inStart: 100,
    unread: Buffer.from(unread),
    outStart: 500,
    inEnded: false,
    outEnded: false,
    twin: {
      mss: 1448,
      windowScale: undefined,
      sackPermitted: false,
      timestamps: false,
      timestamp: 0,
      sendWindow: 1,
      maxWindow: 1,
      receiveWindow: 1,
    },
  };
}

function seen(connection: number): LogRecord {
  const remote = { address: '10.0.0.1', port: 4000 + connection };
  return {
    kind: 'seen',
    connection,
    timeUs: 1,
    tuple: { local: LOCAL, remote },
    nextIn: 100,
    nextOut: 500,
    endedIn: false,
    endedOut: false,
  };
}
/** Of everything before `seq`; by default of one byte. */
const read = (connection: number, timeUs: number, seq = 101): LogRecord => ({
  kind: 'read',
  connection,
  timeUs,
  seq,
});
const data = (
  connection: number,
  timeUs: number,
  direction: 'in' | 'out',
  seq: number,
  text: string,
): LogRecord => ({
  kind: 'data',
  connection,
  timeUs,
  direction,
  seq,
  bytes: Buffer.from(text),
});

function replayOf(connections: CarriedConnection[], records: LogRecord[]): { replay: Replay; echo: Echo } {
  const echo = new Echo();
  const plan = { connections, waiting: [], closed: [], frozenAtUs: FROZEN, resumedAtUs: RESUMED };
  const replay = new Replay(plan, { order: 'strict', patienceUs: 5_000_000 }, echo);
  for (const record of records) replay.push(record, ticket, 0);
  replay.pump(0);
  return { replay, echo };
}

describe('what a program had not read when it was frozen', () => {
  const marks = [seen(1), seen(2), read(2, 5, 100), read(1, 6, 100)];

  it('is given in the order in which production read it afterwards, not in that of reads before', () => {
    const after = [
      read(1, 2100),
      read(2, 2110),
      data(2, 2200, 'out', 500, '+'),
      data(1, 2210, 'out', 500, '+'),
    ];
    const { replay, echo } = replayOf([carried(4001, 'a'), carried(4002, 'b')], [...marks, ...after]);
    expect(echo.got).toEqual(['4001:a']);
    replay.heard([...replay.feeds.all()][0]!, Buffer.from('+'), 1);
    replay.pump(1);
    expect(echo.got).toEqual(['4001:a', '4002:b']);
  });

  it('is given once, though the log holds it too', () => {
    const inLog = [
      data(1, 900, 'in', 100, 'ab'),
      read(1, 2100, 102),
      data(1, 2150, 'out', 500, '+'),
      data(1, 2200, 'in', 102, 'c'),
      read(1, 2210, 103),
    ];
    const { replay, echo } = replayOf([carried(4001, 'ab')], [seen(1), read(1, 5, 100), ...inLog]);
    replay.heard([...replay.feeds.all()][0]!, Buffer.from('+'), 1);
    replay.pump(1);
    expect(echo.got).toEqual(['4001:ab', '4001:c']);
    expect(replay.fidelity.recordsLost).toBe(0);
  });

  it('is given at once where the log tells of no reads', () => {
    const { echo } = replayOf([carried(4001, 'a')], [seen(1), data(1, 2200, 'in', 101, 'b')]);
    expect(echo.got).toEqual(['4001:a', '4001:b']);
  });
});
