import type { CaptureStatus__Output } from '../../proto/gen/parikshan/v1/CaptureStatus.js';

/** Records are in the log some milliseconds after they were on the wire; older ones are held up, seconds. */
const HELD_UP_SECONDS = 1;

/** Whether the tap has something that should be in the log by now: a replica at the log's end has not had it. */
export function isBehind(
  capture: Pick<CaptureStatus__Output, 'backlogRecords' | 'backlogSeconds' | 'lastError'>,
): boolean {
  if (capture.backlogRecords === 0) return false;
  return capture.backlogSeconds >= HELD_UP_SECONDS || capture.lastError !== '';
}
