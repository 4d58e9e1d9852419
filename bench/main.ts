/** `npm run bench -- NAME`: measures, and says how it compares. */
import { BENCHES } from './benches.js';
import { benchHelp, BenchUsageError, parseBenchRequest, type BenchRequest } from './command-line.js';
import { reportText, runBench } from './run-bench.js';

const started = performance.now();

function say(line: string): void {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
}

function requestOrExit(): BenchRequest {
  try {
    const request = parseBenchRequest(process.argv.slice(2), BENCHES);
    if (request !== undefined) return request;
    process.stdout.write(benchHelp(BENCHES));
    process.exit(0);
  } catch (error) {
    if (!(error instanceof BenchUsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${benchHelp(BENCHES)}`);
    process.exit(2);
  }
}

const request = requestOrExit();
if (process.getuid?.() !== 0) {
  process.stderr.write('A bench runs containers and freezes them: run it as root (sudo npm run bench).\n');
  process.exit(1);
}
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    say('Interrupted: cleaning up. Once more leaves at once; the next run then cleans up.');
    interrupted.abort(new Error('interrupted'));
    process.once(signal, () => process.exit(130));
  });
}
try {
  const report = await runBench(request, interrupted.signal, say);
  process.stdout.write(`\n${reportText(report)}`);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
}
