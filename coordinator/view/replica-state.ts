import type { CaptureStatus__Output } from '../../proto/gen/parikshan/v1/CaptureStatus.js';
import type { HostReplica__Output } from '../../proto/gen/parikshan/v1/HostReplica.js';
import type { ReplayStatus__Output } from '../../proto/gen/parikshan/v1/ReplayStatus.js';
import type { ReplicaState } from '../../proto/gen/parikshan/v1/ReplicaState.js';
import type { ReplicaRecord } from '../store/mod.js';
import { followingNotes } from './replica-notes.js';

/** What an agent says of a replica: what it is, that it is not there, or nothing. */
export type AgentWord =
  { readonly asked: false } | { readonly asked: true; readonly replica: HostReplica__Output | undefined };

/** What a proxy says of a replay: how it stands, that it knows none, or nothing. */
export type ProxyWord =
  { readonly asked: false } | { readonly asked: true; readonly replay: ReplayStatus__Output | undefined };

/** How a replica is, for people. */
export interface ReplicaCondition {
  readonly state: ReplicaState;
  /** What is to be known about it, in words; empty when all is well. */
  readonly reason: string;
  /** What can be done; may be empty. */
  readonly remedy: string;
}

/**
 * How a replica is, from what the record, the agent and the proxy say. The worst of them counts.
 * @param capture the tap of its instance, if it could be asked
 */
export function replicaCondition(
  record: ReplicaRecord,
  agent: AgentWord,
  proxy: ProxyWord,
  capture?: CaptureStatus__Output,
): ReplicaCondition {
  const { name, instance, host, state } = record;
  const fresh = `a fresh one: \`parikshan clone create ${instance}\``;
  if (!agent.asked) {
    return {
      state: 'REPLICA_STATE_UNREACHABLE',
      reason: `The agent of ${host} does not answer.`,
      remedy: 'See `parikshan status` and the log of the agent; production and replicas go on without it.',
    };
  }
  if (state.phase === 'creating') return plain('REPLICA_STATE_CREATING');
  const replay = proxy.asked ? proxy.replay : undefined;
  const container = agent.replica?.state;
  if (
    agent.replica === undefined ||
    container === 'CONTAINER_STATE_EXITED' ||
    container === 'CONTAINER_STATE_STOPPED'
  ) {
    return {
      state: 'REPLICA_STATE_EXITED',
      reason: `${howItEnded(agent.replica, host)}${workedOff(replay)}`,
      remedy: `\`parikshan replica logs ${name}\` may say why; ${memoryHint(agent.replica)}${fresh}.`,
    };
  }
  const keeps = `Its processes live: look at it as long as you like; ${fresh}.`;
  if (state.phase === 'detached') {
    return { state: 'REPLICA_STATE_DETACHED', reason: state.why, remedy: keeps };
  }
  if (!proxy.asked) {
    return {
      state: 'REPLICA_STATE_UNREACHABLE',
      reason: `The proxy of ${host} does not answer; the replica's processes live.`,
      remedy: 'See `parikshan status` and the log of the proxy.',
    };
  }
  switch (replay?.state) {
    case 'REPLAY_STATE_FOLLOWING':
      return { state: 'REPLICA_STATE_FOLLOWING', ...followingNotes(agent.replica, replay, capture) };
    case 'REPLAY_STATE_OVERRUN':
      return {
        state: 'REPLICA_STATE_OVERRUN',
        reason: sentence(replay.endReason),
        remedy: `It lives, stopped at an exact byte. It was too slow for its log: with a larger --log-size or --order causal, ${fresh}.`,
      };
    case 'REPLAY_STATE_PREPARED':
      return plain('REPLICA_STATE_CREATING');
    case 'REPLAY_STATE_LOST':
      return {
        state: 'REPLICA_STATE_DETACHED',
        reason: `${sentence(replay.endReason)}${workedOff(replay)}`,
        remedy: keeps,
      };
    default:
      return { state: 'REPLICA_STATE_DETACHED', reason: `${feederGone(host)}.`, remedy: keeps };
  }
}

/** Why a replica whose proxy knows nothing of it is not fed, without the full stop. */
export function feederGone(host: string): string {
  return `The proxy of ${host} was restarted: the replica's clients lived in it, and the replica saw all its connections end`;
}

function plain(state: ReplicaState): ReplicaCondition {
  return { state, reason: '', remedy: '' };
}

function howItEnded(replica: HostReplica__Output | undefined, host: string): string {
  if (replica === undefined) return `${host} does not have it any more.`;
  return replica.endedHow === '' ? 'It has ended.' : `It ${replica.endedHow}.`;
}

function memoryHint(replica: HostReplica__Output | undefined): string {
  return (replica?.oomKills ?? 0) > 0 ? 'give it more memory with --replica-memory; ' : '';
}

function workedOff(replay: ReplayStatus__Output | undefined): string {
  return replay === undefined ? '' : ` By then ${replay.recordsDone} records of the log were worked off.`;
}

/** With a capital and a full stop. */
function sentence(text: string): string {
  if (text === '') return 'Its replay has ended.';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}
