import { describe, expect, it } from 'vitest';
import {
  replicaCondition,
  type AgentWord,
  type ProxyWord,
} from '../../../../coordinator/view/replica-state.js';
import type { ReplicaRecord } from '../../../../coordinator/store/mod.js';

function record(state: ReplicaRecord['state']): ReplicaRecord {
  return { name: 'web-1-r1', clone: 'web-1', instance: 'web', host: 'alpha', createdAt: '', state };
}
function agent(state: string, more: object = {}): AgentWord {
  const replica = { endedHow: '', processes: 3, stoppedProcesses: 0, oomKills: 0, state, ...more };
  return { asked: true, replica: replica as never };
}
function proxy(state: string, more: object = {}): ProxyWord {
  const replay = {
    ...{ faithful: true, unfaithfulReason: '', endReason: '', trouble: '', divergences: 0 },
    ...{ recordsDone: 1234, firstDivergence: null, state },
    ...more,
  };
  return { asked: true, replay: replay as never };
}

const FOLLOWING = record({ phase: 'following' });
const RUNS = agent('CONTAINER_STATE_RUNNING');
const FED = proxy('REPLAY_STATE_FOLLOWING');
const NOT_ASKED = { asked: false } as const;
const UNKNOWN_REPLAY: ProxyWord = { asked: true, replay: undefined };
const DETACHED = record({ phase: 'detached', why: 'The proxy was restarted; message 7 was the last.' });
const ENDED = agent('CONTAINER_STATE_EXITED', { endedHow: 'was killed by SIGKILL' });

describe('the state of a replica', () => {
  it('tells of a tap that is behind: the end of the log is not all there is', () => {
    const tap = { backlogRecords: 1204, backlogSeconds: 12.04, lastError: 'not connected to NATS' };
    const { state, reason, remedy } = replicaCondition(FOLLOWING, RUNS, FED, tap as never);
    expect(state).toBe('REPLICA_STATE_FOLLOWING');
    expect(reason).toBe(
      'The tap holds 1,204 records, the oldest 12.0 s old, that are not in the log yet (not connected to NATS).',
    );
    expect(remedy).toContain('nats-server');
    const well = { backlogRecords: 12, backlogSeconds: 0.02, lastError: '' };
    expect(replicaCondition(FOLLOWING, RUNS, FED, well as never).reason).toBe('');
  });

  it.each([
    ['FOLLOWING', FOLLOWING, RUNS, FED],
    ['OVERRUN', FOLLOWING, RUNS, proxy('REPLAY_STATE_OVERRUN')],
    ['DETACHED', FOLLOWING, RUNS, proxy('REPLAY_STATE_STOPPED')],
    ['DETACHED', FOLLOWING, RUNS, proxy('REPLAY_STATE_LOST')],
    ['DETACHED', FOLLOWING, RUNS, UNKNOWN_REPLAY],
    ['DETACHED', DETACHED, RUNS, NOT_ASKED],
    ['EXITED', FOLLOWING, agent('CONTAINER_STATE_EXITED'), FED],
    ['EXITED', FOLLOWING, { asked: true, replica: undefined }, FED],
    ['EXITED', DETACHED, ENDED, NOT_ASKED],
    ['UNREACHABLE', FOLLOWING, NOT_ASKED, FED],
    ['UNREACHABLE', FOLLOWING, RUNS, NOT_ASKED],
    ['CREATING', record({ phase: 'creating', operation: 'op-a' }), RUNS, UNKNOWN_REPLAY],
    ['CREATING', FOLLOWING, RUNS, proxy('REPLAY_STATE_PREPARED')],
  ] as const)('is %s, and whatever is not well has a reason', (state, stored, agentWord, proxyWord) => {
    const condition = replicaCondition(stored, agentWord, proxyWord);
    expect(condition.state).toBe(`REPLICA_STATE_${state}`);
    expect(condition.reason === '').toBe(state === 'FOLLOWING' || state === 'CREATING');
  });

  it.each([
    [ENDED, FED, /^It was killed by SIGKILL\. By then 1234 records/],
    [
      RUNS,
      proxy('REPLAY_STATE_OVERRUN', { endReason: 'the log has moved past it' }),
      /^The log has moved past it\.$/,
    ],
    [
      RUNS,
      proxy('REPLAY_STATE_LOST', { endReason: 'the replayer failed' }),
      /^The replayer failed\. By then 1234/,
    ],
    [RUNS, UNKNOWN_REPLAY, /^The proxy of alpha was restarted/],
    [agent('CONTAINER_STATE_RUNNING', { stoppedProcesses: 2 }), FED, /^2 of its 3 processes are stopped/],
    [agent('CONTAINER_STATE_RUNNING', { oomKills: 1 }), FED, /^The kernel has killed 1 of its processes/],
    [
      RUNS,
      proxy('REPLAY_STATE_FOLLOWING', { trouble: 'the log cannot be read: gone' }),
      /^It waits: the log cannot/,
    ],
    [
      RUNS,
      proxy('REPLAY_STATE_FOLLOWING', { faithful: false, unfaithfulReason: 'a gap' }),
      /^Not faithful: a gap\.$/,
    ],
    [
      RUNS,
      proxy('REPLAY_STATE_FOLLOWING', {
        divergences: 2,
        firstDivergence: { offset: 77, kind: 'bytes', remote: { address: '10.0.0.9', port: 4000 } },
      }),
      /differs from production on 2 connections, the first at byte 77 toward 10\.0\.0\.9:4000 \(bytes\)/,
    ],
  ] as const)('says what happened (%#)', (agentWord, proxyWord, words) => {
    expect(replicaCondition(FOLLOWING, agentWord, proxyWord).reason).toMatch(words);
  });

  it('keeps the reason of one that was detached', () => {
    expect(replicaCondition(DETACHED, RUNS, FED)).toMatchObject({
      reason: 'The proxy was restarted; message 7 was the last.',
      remedy: expect.stringContaining('parikshan clone create web') as string,
    });
  });
});
