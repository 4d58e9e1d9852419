/** A freeze under way is written down, so that whoever comes after a crash can let the container go. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { run } from '../../runtime/command/mod.js';
import { packageRoot } from '../../runtime/config/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import { guardPidsSchema } from './guard-plan.js';
import { stopForKill } from './injection.js';
import { HOLD_MS } from './network-hold.js';
import { processStart } from './process-start.js';
import { release } from './release.js';
import { endRepair } from './repair-end.js';

/** It is somebody else's child: its end cannot be awaited. */
const POLL_MS = 2;
const KILLED_MS = 2_000;
/** Less than is left of the hold when the guard dies: what is in repair then must not be reached by anybody. */
const GIVES_UP_MS = HOLD_MS / 2;
const PARASITES_MS = 10_000;

export const journalSchema = z.object({
  instance: z.string(),
  netns: z.string(),
  pidsPath: z.string(),
});
export type Journal = z.infer<typeof journalSchema>;

/** Ends what is left of the dump and lets the container go. Safe when all of it is over already. */
export async function letGo(journal: Journal, log: Logger): Promise<void> {
  const text = await readFile(journal.pidsPath, 'utf8').catch(() => undefined);
  if (text !== undefined) {
    const { criu, criuStart } = guardPidsSchema.parse(JSON.parse(text));
    const runs = () => processStart(criu) === criuStart;
    const ends = async (withinMs: number) => {
      for (let waited = 0; waited < withinMs && runs(); waited += POLL_MS) await delay(POLL_MS);
    };
    // With its guard gone it gives up at its next moment, and takes back itself what it has done to the processes.
    await ends(GIVES_UP_MS);
    if (runs()) {
      // Stopped first: nothing of the container runs yet with a connection unreadable, and none becomes so behind us.
      await stopForKill({ pid: criu, signal: (name) => signalGroup(criu, name) }, journal.netns);
      endRepairIn(journal.netns);
      signalGroup(criu, 'SIGKILL');
      await ends(KILLED_MS);
    }
  }
  const faults = [...(await release(journal)), ...(await endParasitesApart(journal.netns))];
  log.info({ instance: journal.instance, faults }, 'container let go');
}

/** In a process of its own, see parasite-main.ts. */
async function endParasitesApart(netns: string): Promise<string[]> {
  const main = join(packageRoot(), 'dist/agent/freeze/parasite-main.js');
  try {
    const { stdout } = await run(process.execPath, [main, netns], { timeoutMs: PARASITES_MS });
    return z.array(z.string()).parse(JSON.parse(stdout));
  } catch (error) {
    return [`mappings of CRIU: ${String(error)}`];
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended meanwhile.
  }
}

function endRepairIn(netns: string): void {
  try {
    endRepair(netns);
  } catch {
    // The release that follows tries it again, and tells.
  }
}
