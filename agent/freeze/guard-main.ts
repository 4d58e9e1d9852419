/**
 * The guard of one freeze, or of a round ahead of one: a process of its own, started before anything is stopped. It runs the dump, holds the network
 * and takes the disk snapshot when CRIU says that everything stands still, ends the dump at the deadline, and lets the
 * container go, even if the agent that asked for it is dead.
 *
 * If the guard itself dies, CRIU finds its socket closed at the next moment, gives up and lets the processes go; if CRIU
 * dies too, the kernel detaches it from them; and the network hold expires (network-hold.ts).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { run } from '../../runtime/command/mod.js';
import { guardedDump, writeWhole, type DumpOutcome } from './guarded-dump.js';
import { GuardedFreeze } from './guarded-freeze.js';
import { guardPlanSchema, type GuardPlan, type GuardResult } from './guard-plan.js';
import { PREPARE_HOLD } from './network-hold.js';
import { endParasites } from './parasite-end.js';
import { release } from './release.js';

const NFT_TIMEOUT_MS = 5_000;
/** proc(5), oom_score_adj. */
const NEVER = '-1000';

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function main(planPath: string): Promise<void> {
  // The agent may die or be told to leave; the freeze must still be ended in order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  // While production stands still nothing on this host is more urgent; what is started here inherits it.
  setPriority(constants.priority.PRIORITY_HIGHEST);
  sparedByOom();
  const plan = guardPlanSchema.parse(JSON.parse(readFileSync(planPath, 'utf8')));
  const guard = plan.type === 'dump' ? guardFreeze : guardPreDump;
  writeWhole(plan.resultPath, await guard(plan));
}

/** Nor is anything a worse choice where memory runs out: CRIU, which inherits it, would die in the middle of production's memory. */
function sparedByOom(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', NEVER);
  } catch {
    // Needs CAP_SYS_RESOURCE. Without it the guard is as likely a choice as anybody.
  }
}

const FAILED: DumpOutcome = { outcome: 'failed', exitCode: null, signal: null };

async function guardFreeze(plan: GuardPlan): Promise<GuardResult> {
  let ended = FAILED;
  const faults: string[] = [];
  let freeze: GuardedFreeze | undefined;
  try {
    await run('nsenter', [`--net=${plan.netns}`, 'nft', '-f', '-'], {
      timeoutMs: NFT_TIMEOUT_MS,
      input: PREPARE_HOLD,
    });
    freeze = new GuardedFreeze(plan);
    ended = await freeze.run();
  } catch (error) {
    faults.push(text(error));
  }
  const releaseFaults = await release(plan);
  freeze?.end();
  // It may have been killed in the middle of its work.
  if (ended.outcome !== 'dumped') releaseFaults.push(...(await endParasites(plan.netns)));
  return {
    ...ended,
    moments: freeze?.moments ?? {},
    heldPackets: freeze?.heldPackets ?? 0,
    waiting: freeze?.waiting ?? [],
    faults: [...(freeze?.faults ?? []), ...faults],
    releaseFaults,
  };
}

/** A round ahead of the freeze: CRIU stops the processes, has their pages noted, and lets them run before it copies. */
async function guardPreDump(plan: GuardPlan): Promise<GuardResult> {
  let ended = FAILED;
  const faults: string[] = [];
  try {
    ended = await guardedDump(plan, { onMoment: () => true, onLate: () => undefined });
  } catch (error) {
    faults.push(text(error));
  }
  const releaseFaults = ended.outcome === 'dumped' ? [] : await endParasites(plan.netns);
  return { ...ended, moments: {}, heldPackets: 0, waiting: [], faults, releaseFaults };
}

const planPath = process.argv[2];
if (planPath === undefined) {
  process.stderr.write('usage: guard-main PLAN.json (started by the agent)\n');
  process.exit(2);
}
await main(planPath);
