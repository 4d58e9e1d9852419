import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from '../installation.js';
import { endUp } from './end-up.js';
import { AgentStillRunsError, AlreadyUpError } from './errors.js';
import { takeExclusiveLock } from './exclusive-lock.js';
import { clearLeftovers } from './leftovers.js';
import { readLiveUp, readUpRecord } from './up-record.js';

/**
 * Ends every process of an installation, also those that an `up` which was killed has left.
 * @throws StillUpError, AlreadyUpError when another one starts meanwhile, AgentStillRunsError
 */
export async function clearForPurge(installation: Installation, say: (text: string) => void): Promise<void> {
  const { stateDir, runDir } = installation;
  const live = await readLiveUp(runDir);
  if (live !== undefined) {
    say('Ending what is up.');
    await endUp(live);
  }
  const folders = [stateDir, runDir].filter((folder) => existsSync(folder));
  const lock = await takeExclusiveLock(folders.map((folder) => join(folder, 'up.lock')));
  if (lock === undefined) throw new AlreadyUpError(stateDir, runDir, (await readUpRecord(runDir))?.pid);
  await clearLeftovers(await readUpRecord(runDir), runDir, say);
  // Let go of here: the folders with the lock files go next.
  await lock.release();
  if (!existsSync(stateDir)) return;
  // A role that was started by itself is nobody's but who started it.
  const agent = await takeExclusiveLock([join(stateDir, 'agent.lock')]);
  if (agent === undefined) throw new AgentStillRunsError(stateDir);
  await agent.release();
}
