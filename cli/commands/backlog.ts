/** What a tap has yet to bring into the log, for people. */
import type { CaptureStatus__Output } from '../../proto/gen/parikshan/v1/CaptureStatus.js';
import type { Replica__Output } from '../../proto/gen/parikshan/v1/Replica.js';
import { plural } from '../../runtime/figures/mod.js';
import { isBehind } from '../../runtime/tap/mod.js';
import { formatDuration, formatSize } from '../output/mod.js';

/** `1,204 records of 3.2 MiB not in the log yet, the oldest 12.0 s old`. */
export function backlogText(tap: CaptureStatus__Output): string {
  const { backlogRecords, backlogBytes, backlogSeconds } = tap;
  const what = `${plural(backlogRecords, 'record')} of ${formatSize(backlogBytes)}`;
  return `${what} not in the log yet, the oldest ${formatDuration(backlogSeconds * 1000)} old`;
}

/** The tap that a replica depends on, if it is behind. */
export function tapBehind({ capture }: Replica__Output): CaptureStatus__Output | undefined {
  return capture !== null && isBehind(capture) ? capture : undefined;
}
