/** wrk, the load generator: at full speed, or with pauses that make a rate. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';

/** What one run of wrk saw. */
export interface WrkResult {
  readonly requestsPerSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
  /** Requests that failed: sockets' errors, and answers that are no success. */
  readonly errors: number;
}

export interface WrkLoad {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests per second to aim at; undefined: as many as it gets. */
  readonly rate?: number;
}

/** Its threads share the cores with all that is measured. */
const THREADS = 2;
/** Longer than the load itself by this, milliseconds. */
const GRACE_MS = 20_000;

/**
 * Runs wrk to its end.
 *
 * wrk has no rate. Each connection pauses before each request, 0 to 2m whole milliseconds at random, with m so that all
 * of them together ask at the wanted rate as long as the pauses are much longer than the answers take. Latencies do not
 * hold the pauses.
 *
 * @throws CommandFailedError; Error when its output is not understood
 */
export async function runWrk(load: WrkLoad, workDir: string, signal: AbortSignal): Promise<WrkResult> {
  const script = join(workDir, 'report.lua');
  await writeFile(script, luaScript(load));
  const { url, connections, seconds } = load;
  const args = [`-t${THREADS}`, `-c${connections}`, `-d${seconds}s`, '-s', script, url];
  const { stdout } = await run('wrk', args, { timeoutMs: seconds * 1000 + GRACE_MS, signal });
  return parseReport(stdout);
}

/** The script that makes the pauses, and prints figures that no unit has to be guessed of. Pure. */
export function luaScript({ connections, rate }: WrkLoad): string {
  const meanMs = rate === undefined ? 0 : (connections / rate) * 1000;
  const pause = `function delay() return math.random(0, ${Math.max(1, Math.round(2 * meanMs))}) end`;
  return [
    ...(rate === undefined ? [] : ['function init() math.randomseed(os.time()) end', pause]),
    'function done(summary, latency)',
    '  local e = summary.errors',
    '  io.write(string.format("REPORT %d %d %d %d %d\\n", summary.requests, summary.duration,',
    '    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))',
    'end',
    '',
  ].join('\n');
}

/** Reads the line that the script has printed. Pure. */
export function parseReport(output: string): WrkResult {
  const line = /^REPORT (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(output);
  if (line === null) throw new Error(`wrk has not reported: ${output.slice(-300)}`);
  const [requests, durationUs, p50Us, p99Us, errors] = line.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { requestsPerSecond: requests / (durationUs / 1e6), p50Us, p99Us, errors };
}
