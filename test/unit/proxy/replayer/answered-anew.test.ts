import { expect, it } from 'vitest';
import type { LogRecord } from '../../../../proxy/log/mod.js';
import type { Feed } from '../../../../proxy/replayer/feed.js';
import { Replay, type ReplicaSide } from '../../../../proxy/replayer/replay.js';

const tuple = {
  local: { address: '10.87.0.2', port: 6379 },
  remote: { address: '10.0.0.1', port: 4001 },
};
const ticket = { done: () => undefined };

class Replica implements ReplicaSide {
  readonly dialled: Feed[] = [];
  dial(feed: Feed): void {
    this.dialled.push(feed);
  }
  write(): boolean {
    return true;
  }
  end(): void {
    // Nothing ends here.
  }
  reset(): void {
    // Nor is anything reset.
  }
}

it.each([
  { says: 'answer', divergences: 0 },
  { says: 'ANSWER', divergences: 1 },
])('what production says behind a second answer to its dial is compared: $says', ({ says, divergences }) => {
  const replica = new Replica();
  const plan = { connections: [], waiting: [], closed: [], frozenAtUs: 10, resumedAtUs: 20 };
  const replay = new Replay(plan, { order: 'causal', patienceUs: 1e6 }, replica);
  const at = (timeUs: number) => ({ connection: 1, timeUs });
  const records: LogRecord[] = [
    { ...at(30), kind: 'open', direction: 'in', seq: 100, tuple },
    { ...at(31), kind: 'accept', direction: 'out', seq: 500 },
    { ...at(32), kind: 'accept', direction: 'out', seq: 90_000 },
    { ...at(33), kind: 'data', direction: 'in', seq: 100, bytes: Buffer.from('ask') },
    { ...at(34), kind: 'data', direction: 'out', seq: 90_000, bytes: Buffer.from('answer') },
  ];
  for (const record of records) replay.push(record, ticket, 40);
  replay.pump(40);
  const [feed] = replica.dialled;
  replay.heard(feed!, Buffer.from(says), 50);
  expect(replica.dialled).toHaveLength(1);
  expect(replay.fidelity).toMatchObject({ divergences, unfaithfulReason: '', recordsLost: 0 });
});
