/** Runs one dump of CRIU to its end, or to its deadline. */
import { openSync, renameSync, writeFileSync } from 'node:fs';
import { startDump } from '../criu/mod.js';
import type { GuardPlan, GuardResult } from './guard-plan.js';
import { stopForKill } from './injection.js';
import { processStart } from './process-start.js';

/** How a dump ended. */
export type DumpOutcome = Pick<GuardResult, 'outcome' | 'exitCode' | 'signal'>;

export interface DumpHooks {
  /** At each moment of the dump. CRIU waits meanwhile, and gives up when the answer is no. */
  readonly onMoment: (moment: string) => boolean | Promise<boolean>;
  /** At the deadline, with CRIU stopped where it is and about to be killed. */
  readonly onLate: () => void;
}

/** Whoever reads it while it is written finds the old one or the new one. */
export function writeWhole(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Resolves when CRIU has ended, and all it has started with it. */
export async function guardedDump(plan: GuardPlan, { onMoment, onLate }: DumpHooks): Promise<DumpOutcome> {
  const { type, criu, options, imagesDir, workDir, outputPath, deadlineMs, pidsPath, netns } = plan;
  const output = openSync(outputPath, 'a', 0o600);
  const dump = startDump({ type, criu, options, imagesDir, workDir, output, onMoment });
  writeWhole(pidsPath, { guard: process.pid, criu: dump.pid, criuStart: processStart(dump.pid) ?? '' });
  let late = false;
  const end = async (): Promise<void> => {
    late = true;
    // First it is stopped, so that the container's processes never run with a connection in repair.
    await stopForKill(dump, netns);
    onLate();
    dump.signal('SIGKILL');
  };
  const deadline = setTimeout(() => void end(), deadlineMs);
  const { success, exitCode, signal } = await dump.ended;
  clearTimeout(deadline);
  dump.signal('SIGKILL');
  return { outcome: late ? 'deadline' : success ? 'dumped' : 'failed', exitCode, signal };
}
