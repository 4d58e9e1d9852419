import { StillUpError } from './errors.js';
import { hasEnded, signalProcess } from './process-end.js';
import type { UpRecord } from './up-record.js';

/** Longest orderly end: four processes in turn, each with its grace. */
const LIMIT_MS = 60_000;

/** Asks a running `up` to end and waits until it has. @throws StillUpError */
export async function endUp(record: UpRecord): Promise<void> {
  await signalProcess(record, 'SIGTERM');
  if (!(await hasEnded(record, LIMIT_MS))) throw new StillUpError(record.pid, LIMIT_MS);
}
