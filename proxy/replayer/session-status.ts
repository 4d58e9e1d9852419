import type { ReplayState } from '../../proto/gen/parikshan/v1/ReplayState.js';
import type { ReplayStatus } from '../../proto/gen/parikshan/v1/ReplayStatus.js';
import type { Session, SessionState } from './session.js';

const STATES: Record<SessionState, ReplayState> = {
  prepared: 'REPLAY_STATE_PREPARED',
  following: 'REPLAY_STATE_FOLLOWING',
  overrun: 'REPLAY_STATE_OVERRUN',
  lost: 'REPLAY_STATE_LOST',
  stopped: 'REPLAY_STATE_STOPPED',
};

/** Whether a replay in this state is over. */
export function isOver(state: ReplayState | undefined): boolean {
  return state === STATES.overrun || state === STATES.lost || state === STATES.stopped;
}

/** The figures of a session now. `callsRefused` is counted elsewhere: by the cell's packet filter. */
export function sessionStatus(replica: string, session: Session, callsRefused: number): ReplayStatus {
  const { replay, ledger, sockets } = session;
  const { fidelity, feeds } = replay;
  const lag = session.lag.figures(Date.now());
  const first = fidelity.first;
  // A replay that ended for a reason is not faithful, whatever went wrong before it.
  const unfaithfulReason = [...new Set([session.endReason, fidelity.unfaithfulReason])]
    .filter(Boolean)
    .join('; ');
  return {
    replica,
    state: STATES[session.state],
    recordsDone: ledger.recordsDone,
    bytesIn: replay.bytesIn,
    bytesOut: replay.bytesOut,
    ...lag,
    caughtUp: session.state === 'following' && lag.caughtUp,
    connectionsCarried: feeds.carried,
    connectionsDialled: feeds.dialled,
    connectionsOpen: sockets.open,
    divergences: fidelity.divergences,
    firstDivergence:
      first === undefined
        ? null
        : {
            remote: first.remote,
            local: first.local,
            kind: first.difference.kind,
            offset: first.difference.offset,
            expected: first.difference.expected,
            actual: first.difference.actual,
          },
    recordsLost: fidelity.recordsLost,
    bytesLost: fidelity.bytesLost,
    lateDeliveries: replay.lateDeliveries,
    callsRefused,
    faithful: unfaithfulReason === '',
    unfaithfulReason,
    endReason: session.endReason,
    trouble: session.trouble === '' ? '' : `the log cannot be read: ${session.trouble}`,
  };
}
