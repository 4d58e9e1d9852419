import type { Suspend__Output } from '../../../proto/gen/parikshan/v1/Suspend.js';
import { formatKnownDuration } from '../../output/mod.js';
import type { Detail } from '../../output/mod.js';

/** The suspend in parts; what is not known is shown as `-`. */
export function suspendDetails(suspend: Suspend__Output | null): readonly Detail[] {
  if (suspend === null) return [['suspend', '']];
  return [
    ['frozen', formatKnownDuration(suspend.frozenMs)],
    ['  freezing', formatKnownDuration(suspend.freezingMs)],
    ['  memory', formatKnownDuration(suspend.memoryMs)],
    ['  disk', formatKnownDuration(suspend.diskMs)],
    ['network lock', formatKnownDuration(suspend.networkLockMs)],
    ['client gap', formatKnownDuration(suspend.clientGapMs)],
  ];
}
