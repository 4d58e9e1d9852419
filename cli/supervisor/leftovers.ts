import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROLES } from '../../runtime/config/mod.js';
import { describeProcess } from '../../runtime/process/mod.js';
import type { ProcessDescription } from '../../runtime/process/mod.js';
import { hasEnded, signalProcess } from './process-end.js';
import type { ChildRecord, UpRecord } from './up-record.js';

/** A role whose supervisor died notices at once and drains: time for that before it is asked. */
const BY_ITSELF_MS = 5_000;
const AFTER_TERM_MS = 12_000;
const AFTER_KILL_MS = 5_000;

/**
 * Whether a process is the role that an earlier `up` recorded: started at that very tick, with the role and the run
 * directory among its words. Nothing else is ever signalled.
 */
export function isRecordedRole(
  child: ChildRecord,
  found: ProcessDescription | undefined,
  runDir: string,
): boolean {
  return (
    found?.startTicks === child.startTicks &&
    (ROLES as readonly string[]).includes(child.name) &&
    found.words.includes(child.name) &&
    found.words.includes(`--run-dir=${runDir}`)
  );
}

async function endLeftover(child: ChildRecord, say: (text: string) => void): Promise<void> {
  if (await hasEnded(child, BY_ITSELF_MS)) return;
  say(`Ending a leftover ${child.name} (pid ${child.pid}) of an earlier life.`);
  await signalProcess(child, 'SIGTERM');
  if (await hasEnded(child, AFTER_TERM_MS)) return;
  await signalProcess(child, 'SIGKILL');
  await hasEnded(child, AFTER_KILL_MS);
}

/**
 * Clears what an `up` that was killed has left: roles that still run, and sockets nobody listens on. The caller holds
 * the lock, so no other `up` uses them. A leftover nats-server is dealt with where nats-server is started.
 */
export async function clearLeftovers(
  record: UpRecord | undefined,
  runDir: string,
  say: (text: string) => void,
): Promise<void> {
  const left: ChildRecord[] = [];
  for (const child of record?.children ?? []) {
    if (isRecordedRole(child, await describeProcess(child.pid), runDir)) left.push(child);
  }
  if (left.length > 0)
    say(`Waiting for ${left.map((child) => child.name).join(', ')} of an earlier life to end.`);
  await Promise.all(left.map((child) => endLeftover(child, say)));
  await Promise.all(ROLES.map((role) => rm(join(runDir, `${role}.sock`), { force: true })));
}
