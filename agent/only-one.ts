// One agent for a state folder: a second one, or a purge beside it, would take what the first makes for leftovers.
import { openSync, readFileSync, writeSync, ftruncateSync } from 'node:fs';
import { join } from 'node:path';
import { tryLockFile } from '../runtime/linux/mod.js';
import { AgentRunsAlreadyError } from './errors.js';

/** Held until this process ends, however it does. Throws AgentRunsAlreadyError. */
export function beTheOnlyAgent(stateDir: string): void {
  const path = join(stateDir, 'agent.lock');
  const file = openSync(path, 'a', 0o600);
  if (!tryLockFile(file)) throw new AgentRunsAlreadyError(stateDir, readFileSync(path, 'utf8').trim());
  ftruncateSync(file);
  writeSync(file, `${process.pid}\n`);
}
