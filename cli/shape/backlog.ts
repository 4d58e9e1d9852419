import type { CaptureStatus__Output } from '../../proto/gen/parikshan/v1/CaptureStatus.js';

/** What a tap has yet to bring into the log, in JSON. */
export function backlogJson(capture: CaptureStatus__Output) {
  return {
    backlogRecords: capture.backlogRecords,
    backlogBytes: capture.backlogBytes,
    backlogSeconds: capture.backlogSeconds,
  };
}
