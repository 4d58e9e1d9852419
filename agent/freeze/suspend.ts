/** The suspend in parts, from CRIU's figures and the moments the guard saw. */
import type { DumpStats } from '../criu/mod.js';
import type { Suspend } from '../../proto/gen/parikshan/v1/Suspend.js';
import type { GuardResult, Moment } from './guard-plan.js';

const NOT_KNOWN = -1;

function between(moments: GuardResult['moments'], from: Moment, to: Moment): number {
  const start = moments[from];
  const end = moments[to];
  return start === undefined || end === undefined ? NOT_KNOWN : (end - start) / 1000;
}

/** All parts but the client's gap, which only the tap can tell; milliseconds, negative when not known. */
export function suspendParts(stats: DumpStats | undefined, moments: GuardResult['moments']): Suspend {
  return {
    freezingMs: stats === undefined ? NOT_KNOWN : stats.freezingTime / 1000,
    memoryMs: stats === undefined ? NOT_KNOWN : stats.memdumpTime / 1000,
    diskMs: between(moments, 'locked', 'diskDone'),
    networkLockMs: between(moments, 'lockAsked', 'unlocked'),
    frozenMs: stats === undefined ? NOT_KNOWN : stats.frozenTime / 1000,
    clientGapMs: NOT_KNOWN,
  };
}
