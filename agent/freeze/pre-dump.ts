/**
 * Copies memory ahead of the freeze, round by round. Each is guarded like the freeze itself: it has a deadline and a journal. Rounds are a
 * gain or nothing: whatever goes wrong with one, the freeze dumps all memory, as without them.
 */
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PreDump } from '../../proto/gen/parikshan/v1/PreDump.js';
import type { Logger } from '../../runtime/log/mod.js';
import { DUMP_LOG, errorLines, preDumpOptions, readImage } from '../criu/mod.js';
import type { DumpOptions } from '../criu/mod.js';
import { freezeFiles, preDumpFolder } from './freeze-paths.js';
import type { GuardPlan } from './guard-plan.js';
import { decidePreDump, writtenBytes, type PreDumpRound } from './pre-dump-decision.js';

export interface PreDumpRequest {
  /** The plan of the dump that follows. */
  readonly plan: GuardPlan;
  readonly tracked: boolean;
  readonly memoryBytes: number;
  /** Bytes to be left for the dump and for replicas. */
  readonly keptBytes: number;
  /** Bytes that images may still take, asked before every round. */
  readonly room: () => Promise<number>;
  /** Runs one guarded dump; resolves with why it failed, or undefined. */
  readonly guarded: (plan: GuardPlan) => Promise<string | undefined>;
}

export interface PreDumped {
  readonly report: PreDump;
  /** What the dump is asked instead: only what has changed since. */
  readonly options: DumpOptions;
  /** Bytes of memory that the dump is likely to write. */
  readonly expectedBytes: number;
}

/** Makes as many rounds as are worth it. Never throws. */
export async function preDump(request: PreDumpRequest, log: Logger): Promise<PreDumped> {
  const { plan, tracked, memoryBytes, keptBytes, room } = request;
  const rounds: PreDumpRound[] = [];
  try {
    for (;;) {
      const roomBytes = tracked ? await room() : 0;
      const decision = decidePreDump({ tracked, memoryBytes, keptBytes, roomBytes, rounds });
      if (decision.next === 'dump') return preDumped(request, rounds, decision.why);
      rounds.push(await round(request, rounds.length + 1));
    }
  } catch (error) {
    log.warn({ err: error, rounds: rounds.length }, 'pre-dump failed; all memory is dumped in the freeze');
    // Of what has changed since the last good round the kernel may have been made to forget: none of them can be built upon.
    for (let number = 1; number <= rounds.length + 1; number += 1)
      await rm(join(plan.imagesDir, preDumpFolder(number)), { recursive: true, force: true }).catch(
        () => undefined,
      );
    return preDumped(request, [], `round ${rounds.length + 1} failed: ${said(error)}`);
  }
}

function preDumped(
  { plan, memoryBytes }: PreDumpRequest,
  rounds: readonly PreDumpRound[],
  why: string,
): PreDumped {
  const report = {
    rounds: rounds.length,
    bytes: rounds.reduce((sum, each) => sum + writtenBytes(each), 0),
    longestFrozenMs: Math.max(0, ...rounds.map(({ frozenMs }) => frozenMs)),
    why,
  };
  const last = rounds.at(-1);
  if (last === undefined) return { report, options: plan.options, expectedBytes: memoryBytes };
  const options = { ...plan.options, trackMem: true, parentImg: preDumpFolder(rounds.length) };
  return { report, options, expectedBytes: writtenBytes(last) };
}

async function round({ plan, guarded }: PreDumpRequest, number: number): Promise<PreDumpRound> {
  const folder = preDumpFolder(number);
  const [imagesDir, workDir] = [join(plan.imagesDir, folder), join(plan.workDir, folder)];
  for (const dir of [imagesDir, workDir]) await mkdir(dir, { mode: 0o700 });
  // The replica reads it as the folder above it.
  await chmod(imagesDir, 0o755);
  const files = freezeFiles(workDir);
  const parent = number === 1 ? undefined : `../${preDumpFolder(number - 1)}`;
  const own: GuardPlan = {
    ...plan,
    type: 'singlePreDump',
    options: preDumpOptions(plan.options, parent),
    ...{ imagesDir, workDir },
    ...{ outputPath: files.output, pidsPath: files.pids, resultPath: files.result },
  };
  const begun = performance.now();
  const fault = await guarded(own);
  if (fault !== undefined) {
    const lines = errorLines(await readFile(join(workDir, DUMP_LOG), 'utf8').catch(() => ''));
    throw new Error(lines.length > 0 ? lines.join('; ') : fault);
  }
  const [stats] = await readImage('stats', join(workDir, 'stats-dump'));
  if (!stats?.dump) throw new Error('CRIU left no figures of it');
  const { pagesWritten, frozenTime } = stats.dump;
  return { pagesWritten, frozenMs: frozenTime / 1000, tookMs: performance.now() - begun };
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
