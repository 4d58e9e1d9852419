import { expect, test } from 'vitest';
import { cloneLine } from '../../../../bench/soak/mod.js';
import { faultsOf, type CloneRun } from '../../../../bench/soak/one-clone.js';
import { orderedCommand } from '../../../../bench/soak/ordered-load.js';

const exact: CloneRun = {
  clone: 'redis-1',
  suspend: {
    freezingMs: 1,
    memoryMs: 60,
    diskMs: 5,
    networkLockMs: 80,
    frozenMs: 78,
    clientGapMs: 81.2,
  },
  connections: 8,
  commands: 12_345,
  production: 'abc',
  replica: 'abc',
  seconds: 4.25,
  status: {
    name: 'redis-1-r1',
    host: 'here',
    state: 'following',
    pid: 7,
    replay: {
      faithful: true,
      unfaithfulReason: null,
      caughtUp: true,
      recordsDone: 100,
      lagRecords: 0,
      connectionsCarried: 8,
      connectionsDialled: 0,
      divergences: 0,
      firstDivergence: null,
      recordsLost: 0,
      lateDeliveries: 0,
    },
    tap: null,
  },
  clientErrors: [],
};
const replay = exact.status.replay!;

test('an exact clone has no fault', () => {
  expect(faultsOf(exact)).toEqual([]);
  expect(cloneLine(3, 100, exact, [])).toBe(
    'clone   3 of 100: equal; 12,345 commands, 8 connections carried, gap 81.2 ms (frozen 78.0), 4.3 s',
  );
});

test.each<[string, Partial<CloneRun>]>([
  ['the data of the replica differs from production', { replica: 'abd' }],
  ['a client of production saw: reset', { clientErrors: ['reset'] }],
  ['the replica is exited', { status: { ...exact.status, state: 'exited' } }],
  ['the replica is not replayed to', { status: { ...exact.status, replay: null } }],
  ['2 records were lost', { status: { ...exact.status, replay: { ...replay, recordsLost: 2 } } }],
  [
    'the replica is not faithful: a gap',
    { status: { ...exact.status, replay: { ...replay, faithful: false, unfaithfulReason: 'a gap' } } },
  ],
  [
    '1 connections answered otherwise',
    { status: { ...exact.status, replay: { ...replay, divergences: 1 } } },
  ],
])('fault: %s', (fault, change) => {
  expect(faultsOf({ ...exact, ...change })).toEqual([fault]);
});

test('commands of two connections meet on shared keys, with values that tell them apart', () => {
  const commands = (connection: number) =>
    Array.from({ length: 600 }, (_, turn) => orderedCommand(connection, turn));
  const keys = (connection: number) => new Set(commands(connection).map(([, key]) => key));
  expect(keys(0)).toEqual(keys(1));
  const values = (connection: number) =>
    commands(connection).flatMap(([verb, , value]) => (verb === 'SET' ? [value] : []));
  expect(values(0).some((value) => values(1).includes(value))).toBe(false);
});
