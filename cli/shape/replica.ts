import type { Divergence__Output } from '../../proto/gen/parikshan/v1/Divergence.js';
import type { ReplayStatus__Output } from '../../proto/gen/parikshan/v1/ReplayStatus.js';
import type { Replica__Output } from '../../proto/gen/parikshan/v1/Replica.js';
import { backlogJson } from './backlog.js';
import { endpointText } from './endpoint.js';
import { orNull, stateName } from './state-name.js';

/** The state of a replica by its short name. */
export function replicaState(replica: Replica__Output): string {
  return stateName(replica.state, 'REPLICA_STATE_');
}

function divergenceJson(divergence: Divergence__Output) {
  return {
    kind: divergence.kind,
    remote: endpointText(divergence.remote),
    local: endpointText(divergence.local),
    offset: divergence.offset,
    expectedHex: divergence.expected.toString('hex'),
    actualHex: divergence.actual.toString('hex'),
  };
}

function replayJson(replay: ReplayStatus__Output) {
  return {
    state: stateName(replay.state, 'REPLAY_STATE_'),
    faithful: replay.faithful,
    unfaithfulReason: orNull(replay.unfaithfulReason),
    caughtUp: replay.caughtUp,
    recordsDone: replay.recordsDone,
    bytesIn: replay.bytesIn,
    bytesOut: replay.bytesOut,
    lagRecords: replay.lagRecords,
    lagBytes: replay.lagBytes,
    lagSeconds: replay.lagSeconds,
    rateIn: replay.rateIn,
    rateOut: replay.rateOut,
    connectionsCarried: replay.connectionsCarried,
    connectionsDialled: replay.connectionsDialled,
    connectionsOpen: replay.connectionsOpen,
    divergences: replay.divergences,
    firstDivergence: replay.firstDivergence ? divergenceJson(replay.firstDivergence) : null,
    recordsLost: replay.recordsLost,
    bytesLost: replay.bytesLost,
    lateDeliveries: replay.lateDeliveries,
    callsRefused: replay.callsRefused,
    endReason: orNull(replay.endReason),
    trouble: orNull(replay.trouble),
  };
}

/** A replica in JSON. */
export function replicaJson(replica: Replica__Output) {
  const detail = replica.detail;
  return {
    name: replica.name,
    clone: replica.clone,
    instance: replica.instance,
    host: replica.host,
    state: replicaState(replica),
    reason: orNull(replica.reason),
    remedy: orNull(replica.remedy),
    pid: detail?.pid || null,
    netns: orNull(detail?.netns ?? ''),
    createdAt: orNull(detail?.createdAt ?? ''),
    memoryBytes: detail?.memoryBytes ?? null,
    exitStatus: replicaState(replica) === 'exited' ? (detail?.exitStatus ?? null) : null,
    processes: detail?.processes ?? null,
    stoppedProcesses: detail?.stoppedProcesses ?? null,
    oomKills: detail?.oomKills ?? null,
    replay: replica.replay ? replayJson(replica.replay) : null,
    tap: replica.capture
      ? { ...backlogJson(replica.capture), lastError: orNull(replica.capture.lastError) }
      : null,
  };
}
