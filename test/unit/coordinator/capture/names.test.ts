import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LOG_BYTES,
  instanceOfLogStream,
  logSize,
  logStream,
  MIN_LOG_BYTES,
  nextCloneName,
  replicaNames,
  wireAddresses,
} from '../../../../coordinator/capture/mod.js';

describe('names', () => {
  it('of logs lead back to their instances', () => {
    expect(instanceOfLogStream(logStream('my-web'))).toBe('my-web');
    expect(instanceOfLogStream('KV_parikshan_state')).toBeUndefined();
  });

  it('of clones take the first free number', () => {
    expect(nextCloneName('web', new Set())).toBe('web-1');
    expect(nextCloneName('web', new Set(['web-1', 'web-3']))).toBe('web-2');
  });

  it('of replicas count from one', () => {
    expect(replicaNames('web-1', 2)).toEqual(['web-1-r1', 'web-1-r2']);
    expect(replicaNames('web-1', 0)).toEqual([]);
  });
});

it('addresses on a wire are those there are', () => {
  expect(wireAddresses({ address: '10.87.1.2', address6: 'fd00::2' })).toEqual(['10.87.1.2', 'fd00::2']);
  expect(wireAddresses({ address: '10.87.1.2', address6: '' })).toEqual(['10.87.1.2']);
});

describe('the size of a log', () => {
  const GIB = 1024 ** 3;

  it('is the default where there is room', () => expect(logSize(0, 100 * GIB)).toBe(DEFAULT_LOG_BYTES));
  it('is never more than half of what is free', () => expect(logSize(6 * GIB, 4 * GIB)).toBe(2 * GIB));
  it('is what was asked for where free room is not known', () => expect(logSize(GIB, undefined)).toBe(GIB));
  it('does not go below what a clone needs', () => expect(logSize(0, 100)).toBe(MIN_LOG_BYTES));
});
