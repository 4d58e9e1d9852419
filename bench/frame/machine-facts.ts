/** What a reader must know of the machine to compare its figures with those of another. */
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { run } from '../../runtime/command/mod.js';
import { findProgram } from '../../runtime/process/mod.js';
import type { Table } from './table.js';

export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly system: string;
  /** Of the programs that the figures depend on; null: not installed. */
  readonly versions: Readonly<Record<string, string | null>>;
  /** Processes that ran or wanted to in the last minute, on average, before the bench began. */
  readonly loadAtStart: number;
  readonly quiet: boolean;
}

/** A machine is quiet when less than this many processes wanted to run, per core. */
const QUIET_LOAD_PER_CORE = 0.25;
const VERSION_TIMEOUT_MS = 10_000;

const PROGRAMS: readonly (readonly [name: string, parameter: string, version: RegExp])[] = [
  ['runc', '--version', /^runc version (\S+)/m],
  ['podman', '--version', /version (\S+)/],
  ['nats-server', '--version', /v?(\d+\.\S+)/],
  ['redis-benchmark', '--version', /(\d+\.\S+)/],
  ['wrk', '--version', /wrk (?:debian\/)?(\S+)/],
  ['haproxy', '-v', /version (\S+)/],
  ['nginx', '-v', /nginx\/(\S+)/],
  ['rsync', '--version', /version (\S+)/],
];

/** Asks the machine. What cannot be told is `unknown` or null. */
export async function machineFacts(criu: string | undefined): Promise<MachineFacts> {
  // Before anything else here makes load.
  const loadAtStart = loadavg()[0] ?? 0;
  const cores = availableParallelism();
  const versions = await Promise.all(
    PROGRAMS.map(async ([name, ...how]) => [name, await versionOf(await findProgram(name), ...how)] as const),
  );
  const system = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    system: /^PRETTY_NAME="?([^"\n]*)/m.exec(system)?.[1] ?? 'unknown',
    versions: {
      criu: await versionOf(criu, '--version', /^Version:\s*(\S+)/m),
      ...Object.fromEntries(versions),
      node: process.versions.node,
    },
    loadAtStart,
    quiet: isQuiet(loadAtStart, cores),
  };
}

/** Whether figures taken at this load can be believed. Pure. */
export function isQuiet(load: number, cores: number): boolean {
  return load < QUIET_LOAD_PER_CORE * cores;
}

/** The facts in one table. Pure. */
export function machineTable(facts: MachineFacts): Table {
  const versions = Object.entries(facts.versions)
    .map(([name, version]) => `${name} ${version ?? 'absent'}`)
    .join(', ');
  const load = `${facts.loadAtStart.toFixed(2)} (${facts.quiet ? 'quiet' : 'BUSY: something else ran'})`;
  return {
    title: 'Machine',
    prose: true,
    columns: ['fact', 'value'],
    rows: [
      ['CPU', `${facts.cores} x ${facts.cpu}`],
      ['memory', `${facts.memoryGiB} GiB`],
      ['system', `${facts.system}, kernel ${facts.kernel}`],
      ['versions', versions],
      ['load average at the start', load],
    ],
  };
}

async function versionOf(
  file: string | undefined,
  parameter: string,
  version: RegExp,
): Promise<string | null> {
  if (file === undefined) return null;
  const said = await run(file, [parameter], { timeoutMs: VERSION_TIMEOUT_MS, allowFailure: true }).catch(
    () => undefined,
  );
  if (said === undefined) return null;
  return version.exec(said.stdout + said.stderr)?.[1] ?? 'unknown';
}
