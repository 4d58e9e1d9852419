/** `npm run bench -- NAME`: measures, and says how it compares. */
import { benchCommand } from './bench-command.js';
import { BENCHES } from './benches.js';
import { runBench } from './run-bench.js';

const started = performance.now();

function say(line: string): void {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
}

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    say('Interrupted: cleaning up. Once more leaves at once; the next run then cleans up.');
    interrupted.abort(new Error('interrupted'));
    process.once(signal, () => process.exit(130));
  });
}
process.exitCode = await benchCommand(process.argv.slice(2), {
  benches: BENCHES,
  run: runBench,
  isRoot: process.getuid?.() === 0,
  signal: interrupted.signal,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  say,
});
