import { describe, expect, it } from 'vitest';
import type { ReplayStatus } from '../../../../proto/gen/parikshan/v1/ReplayStatus.js';
import { ReplayNotFoundError } from '../../../../proxy/errors.js';
import { watchInterval, watchReplay } from '../../../../proxy/service/replay-watch.js';

async function collect(reads: readonly (ReplayStatus | Error)[], signal = new AbortController().signal) {
  const left = [...reads];
  const seen: unknown[] = [];
  const read = async () => {
    const next = left.shift()!;
    if (next instanceof Error) throw next;
    return next;
  };
  for await (const status of watchReplay(read, 1, signal)) seen.push(status.state);
  return seen;
}

describe('watch of a replay', () => {
  const following: ReplayStatus = { state: 'REPLAY_STATE_FOLLOWING' };

  it('ends with the report that the replay is over', async () => {
    for (const state of ['REPLAY_STATE_OVERRUN', 'REPLAY_STATE_LOST', 'REPLAY_STATE_STOPPED'] as const)
      expect(await collect([following, following, { state }])).toEqual([
        following.state,
        following.state,
        state,
      ]);
  });

  it('ends when the replay was removed, and fails when there never was one', async () => {
    const gone = new ReplayNotFoundError('r');
    expect(await collect([following, gone])).toEqual([following.state]);
    await expect(collect([gone])).rejects.toBe(gone);
    await expect(collect([following, new Error('other')])).rejects.toThrow('other');
  });

  it('ends when the caller leaves', async () => {
    expect(await collect([following], AbortSignal.abort())).toEqual([]);
  });

  it('reports no more often than ten times a second', () => {
    expect([0, 5, 100, 2500].map(watchInterval)).toEqual([1000, 100, 100, 2500]);
  });
});
