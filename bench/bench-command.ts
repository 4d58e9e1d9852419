/** `npm run bench`, from its arguments to its exit code. */
import { benchHelp, BenchUsageError, parseBenchRequest } from './command-line.js';
import type { Bench, Say } from './frame/mod.js';
import { reportText, type runBench } from './run-bench.js';

/** What it works with; main.ts joins it together. */
export interface BenchSurroundings {
  readonly benches: readonly Bench[];
  readonly run: typeof runBench;
  readonly isRoot: boolean;
  /** Aborted when it is to stop. */
  readonly signal: AbortSignal;
  /** To stdout, and to stderr. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly say: Say;
}

/** Resolves with the exit code, as the help tells them. An option may also be refused by the bench that it belongs to, once that runs. */
export async function benchCommand(
  args: readonly string[],
  { benches, run, isRoot, signal, out, err, say }: BenchSurroundings,
): Promise<number> {
  try {
    const request = parseBenchRequest(args, benches);
    if (request === undefined) {
      out(benchHelp(benches));
      return 0;
    }
    if (!isRoot) {
      err('A bench runs containers and freezes them: run it as root (sudo npm run bench).\n');
      return 1;
    }
    const report = await run(request, signal, say);
    out(`\n${reportText(report)}`);
    return report.faults.length === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof BenchUsageError && !signal.aborted) {
      err(`${error.message}\n\n${benchHelp(benches)}`);
      return 2;
    }
    say(error instanceof Error ? error.message : String(error));
    return signal.aborted ? 130 : 1;
  }
}
