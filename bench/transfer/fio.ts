/** fio, in the container: how much its disk does. */
import { run } from '../../runtime/command/mod.js';
import type { Rootfs } from '../frame/mod.js';

export const FIO_ROOTFS: Rootfs = { packages: ['fio'], folder: 'bench-fio' };

/** What is asked of the disk: requests of 16 KiB all over the file, half of them reads; or long reads and writes in a row. */
export const KINDS = ['random', 'in a row'] as const;
export type Kind = (typeof KINDS)[number];

/** What the disk did. */
export interface DiskFigures {
  /** MB/s, read and written. */
  readonly read: number;
  readonly written: number;
  /** Of requests, milliseconds. */
  readonly readP99Ms: number;
  readonly writeP99Ms: number;
}

const FILE = '/srv/fio';
const OPTIONS: Readonly<Record<Kind, readonly string[]>> = {
  random: ['--rw=randrw', '--rwmixread=50', '--bs=16k'],
  'in a row': ['--rw=rw', '--rwmixread=50', '--bs=1m'],
};
/** Two at a time, and past the page cache: with it, a file of this size would be memory. */
const COMMON = ['--numjobs=2', '--ioengine=psync', '--direct=1', '--time_based', '--group_reporting'];
/** Room for fio to start and end, milliseconds. */
const AROUND_MS = 30_000;
const LAY_OUT_MS = 120_000;

/** Writes the whole file, so that no run meets a hole. */
export async function layOut(pid: number, mib: number): Promise<void> {
  const how = ['--rw=write', '--bs=1m', '--ioengine=psync', '--end_fsync=1'];
  await inContainer(pid, ['--name=fill', `--filename=${FILE}`, `--size=${mib}M`, ...how], LAY_OUT_MS);
}

/** Asks for so many seconds. */
export async function measure(pid: number, kind: Kind, mib: number, seconds: number): Promise<DiskFigures> {
  const where = [`--filename=${FILE}`, `--size=${mib}M`];
  const how = [...where, ...OPTIONS[kind], ...COMMON, `--runtime=${seconds}`, '--output-format=json'];
  return parseFio(await inContainer(pid, ['--name=bench', ...how], seconds * 1000 + AROUND_MS));
}

interface Side {
  readonly bw_bytes: number;
  readonly clat_ns: { readonly percentile?: Readonly<Record<string, number>> };
}

/** Reads fio's JSON. Pure. @throws when it is none of one job */
export function parseFio(text: string): DiskFigures {
  // Warnings come before it.
  const said = JSON.parse(text.slice(text.indexOf('{'))) as {
    jobs: readonly { error: number; read: Side; write: Side }[];
  };
  const [job] = said.jobs;
  if (job === undefined || job.error !== 0) throw new Error(`fio failed: error ${job?.error ?? 'unknown'}`);
  const { read, write } = job;
  const p99 = (side: Side) => (side.clat_ns.percentile?.['99.000000'] ?? Number.NaN) / 1e6;
  return {
    read: read.bw_bytes / 1e6,
    written: write.bw_bytes / 1e6,
    readP99Ms: p99(read),
    writeP99Ms: p99(write),
  };
}

async function inContainer(pid: number, args: readonly string[], timeoutMs: number): Promise<string> {
  const command = ['nsenter', `--target=${pid}`, '--all', 'fio', ...args] as const;
  return (await run(command[0], command.slice(1), { timeoutMs })).stdout;
}
