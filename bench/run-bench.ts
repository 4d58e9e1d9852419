/** One bench from end to end: what a killed run left is removed, it runs, its report is written, all is removed. */
import { mkdir, open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tryLockFile } from '../runtime/linux/mod.js';
import {
  INSTALLED_CRIU,
  machineFacts,
  machineTable,
  renderMarkdown,
  renderText,
  type Bench,
  type BenchPlace,
  type BenchReport,
  type MachineFacts,
  type Say,
  type Table,
} from './frame/mod.js';
import type { BenchRequest } from './command-line.js';

const ROOT = '/var/lib/parikshan-bench';
const RUN_ROOT = '/run/parikshan-bench';

/** The same bench runs already: two would remove each other's things. */
export class BenchRunsAlreadyError extends Error {}

/** A report with what is needed to judge it. */
export interface WholeReport extends BenchReport {
  readonly bench: string;
  readonly startedAt: string;
  readonly seconds: number;
  readonly runs: number;
  readonly options: BenchRequest['options'];
  readonly machine: MachineFacts;
}

/**
 * Runs a bench and writes the files that were asked for. Nothing it made is left, however it ends.
 * @throws BenchRunsAlreadyError; what the bench throws
 */
export async function runBench(request: BenchRequest, signal: AbortSignal, say: Say): Promise<WholeReport> {
  const { bench, runs, options } = request;
  const place = placeOf(bench);
  const lock = await lockOf(bench);
  try {
    const startedAt = new Date();
    const machine = await machineFacts(INSTALLED_CRIU);
    if (!machine.quiet)
      say(`The machine is busy (load average ${machine.loadAtStart.toFixed(2)}): figures will be noisy.`);
    await clear(bench, place, say);
    // The root of a container walks through here to its files.
    await mkdir(dirname(place.workDir), { recursive: true, mode: 0o711 });
    await mkdir(place.workDir, { mode: 0o700 });
    try {
      const report = await bench.run({ place, runs, options, signal, say });
      const seconds = Math.round((Date.now() - startedAt.getTime()) / 1000);
      const whole = {
        bench: bench.name,
        startedAt: startedAt.toISOString(),
        seconds,
        runs,
        options,
        machine,
        ...report,
      };
      await writeFiles(request, whole);
      return whole;
    } finally {
      say('Cleaning up.');
      await clear(bench, place, say);
    }
  } finally {
    await lock.close();
  }
}

/** The report for a terminal. Pure. */
export function reportText(report: WholeReport): string {
  return sections(report, renderText, (text) => text);
}

/** The report for a document. Pure. */
export function reportMarkdown(report: WholeReport): string {
  return sections(report, renderMarkdown, (line) => `- ${line}`);
}

function sections(report: WholeReport, render: (table: Table) => string, item: (text: string) => string) {
  const took = `${report.bench}: ${report.startedAt}, ${report.seconds} s.`;
  const tables = [...report.tables, ...goalTables(report), machineTable(report.machine)];
  const faults = report.faults.map((fault) => `FAULT: ${fault}`);
  return `${[...tables.map(render), ...[...report.notes, took, ...faults].map(item)].join('\n')}\n`;
}

function goalTables({ goals }: WholeReport): Table[] {
  if (goals.length === 0) return [];
  const rows = goals.map(({ what, goal, measured, met }) => [what, goal, measured, met ? 'yes' : 'NO']);
  return [{ title: 'Goals', columns: ['what', 'goal', 'measured', 'met'], rows }];
}

async function writeFiles(request: BenchRequest, report: WholeReport): Promise<void> {
  if (request.json !== undefined) await writeFile(request.json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (request.markdown !== undefined) await writeFile(request.markdown, reportMarkdown(report));
}

function placeOf({ name }: Bench): BenchPlace {
  const runDir = join(RUN_ROOT, name);
  return { stateDir: join(ROOT, name, 'state'), runDir, workDir: join(ROOT, name, 'work') };
}

async function clear(bench: Bench, place: BenchPlace, say: Say): Promise<void> {
  await bench.clear(place, say);
  for (const folder of Object.values(place) as string[]) await rm(folder, { recursive: true, force: true });
}

/** Held until this process ends, however it does. */
async function lockOf({ name }: Bench): Promise<FileHandle> {
  const path = `${RUN_ROOT}-${name}.lock`;
  const file = await open(path, 'a', 0o600);
  if (tryLockFile(file.fd)) return file;
  await file.close();
  throw new BenchRunsAlreadyError(`The bench ${name} runs already on this machine (it holds ${path}).`);
}
