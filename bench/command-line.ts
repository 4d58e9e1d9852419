/** The command line of `npm run bench`. Pure. */
import { parseArgs } from 'node:util';
import type { Bench } from './frame/mod.js';

/** What was asked for. */
export interface BenchRequest {
  readonly bench: Bench;
  readonly runs: number;
  /** Files that get the report, besides the terminal. */
  readonly json: string | undefined;
  readonly markdown: string | undefined;
  /** Values of the bench's own options. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** The command line cannot be understood; the message says why. */
export class BenchUsageError extends Error {}

/** Options of every bench. */
const COMMON = {
  runs: { type: 'string', placeholder: 'N', help: 'runs of each variant that count' },
  json: { type: 'string', placeholder: 'FILE', help: 'write all samples and facts about the machine' },
  markdown: { type: 'string', placeholder: 'FILE', help: 'write the tables as Markdown' },
  help: { type: 'boolean', help: 'this text' },
} as const;

/**
 * Reads the arguments; undefined when the help is wanted.
 * @throws BenchUsageError
 */
export function parseBenchRequest(
  args: readonly string[],
  benches: readonly Bench[],
): BenchRequest | undefined {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') return undefined;
  const bench = benches.find((candidate) => candidate.name === name);
  if (bench === undefined) throw new BenchUsageError(`There is no bench called ${name}.`);
  const values = parse(rest, bench);
  if (values['help'] === true) return undefined;
  const { runs, json, markdown, help: _help, ...options } = values;
  return {
    bench,
    runs: runs === undefined ? bench.defaultRuns : positive('--runs', runs),
    json: text(json),
    markdown: text(markdown),
    options,
  };
}

/** A whole number of at least 1. @throws BenchUsageError */
export function positive(option: string, value: string | boolean): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new BenchUsageError(`${option} wants a whole number of at least 1, not ${value}.`);
  return number;
}

/** The help, of all benches. */
export function benchHelp(benches: readonly Bench[]): string {
  const own = benches.flatMap((bench) => [
    `\n${bench.name}: ${bench.summary}. Runs: ${bench.defaultRuns}.`,
    ...Object.entries(bench.options ?? {}).map(([name, option]) => optionLine(name, option)),
  ]);
  const examples = benches.flatMap((bench) =>
    bench.examples.map(([line, what]) => `  # ${what}\n  npm run bench -- ${line}\n`),
  );
  return `usage: npm run bench -- NAME [options]

Measures, beside other people's ways to do the same, on this machine. Installs what it needs first. Needs root.
Progress goes to stderr, tables to stdout. Cleans up after itself, and after a run that was killed.
${Object.entries(COMMON)
  .map(([name, option]) => `\n${optionLine(name, option)}`)
  .join('')}
${own.join('\n')}

examples:
${examples.join('\n')}
exit codes: 0 measured, 1 not measured or a fault was found (a goal missed is none), 2 usage, 130 interrupted
`;
}

function optionLine(name: string, option: { placeholder?: string; help: string }): string {
  const flag = `--${name}${option.placeholder === undefined ? '' : ` ${option.placeholder}`}`;
  return `  ${flag.padEnd(20)} ${option.help}`;
}

function parse(args: readonly string[], bench: Bench): Record<string, string | boolean | undefined> {
  const described = { ...COMMON, ...bench.options };
  const options = Object.fromEntries(Object.entries(described).map(([name, { type }]) => [name, { type }]));
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new BenchUsageError(error instanceof Error ? error.message : String(error));
  }
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
