// What must hold before anything of an instance is made.
import { readFile } from 'node:fs/promises';
import { poolFreeBytes, type Pool, type RootfsSource } from '../disk/mod.js';
import { NotEnoughDiskError, NotEnoughMemoryError, PortInUseError } from '../errors.js';
import { requireFreeHostPort } from '../network/mod.js';
import type { InstancePlan } from './plan.js';
import type { InstanceRecord } from './record.js';

/** ext4's own structures, as a part of the disk. */
const FILESYSTEM_PART = 0.05;

/** Memory that can be given without swapping, bytes. */
export function availableMemoryBytes(meminfo: string): number {
  return Number(/^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1] ?? 0) * 1024;
}

/** Throws NotEnoughMemoryError when the limit is more than the host can give. */
export async function requireMemory(plan: InstancePlan): Promise<void> {
  const asked = plan.limits.memoryBytes ?? 0;
  const available = availableMemoryBytes(await readFile('/proc/meminfo', 'utf8'));
  if (asked > available) throw new NotEnoughMemoryError(plan.name, asked, available);
}

/**
 * Throws NotEnoughDiskError when the files do not fit the disk or the pool. A packed tar needs at least its own size. Of an image it is
 * known when its file system is mounted how much there is in it; its raw copy must fit the pool.
 */
export async function requireRoom(
  plan: InstancePlan,
  source: RootfsSource,
  stateDir: string,
  pool: Pool,
): Promise<void> {
  const usable = source.kind === 'image' ? Infinity : Math.floor(plan.diskBytes * (1 - FILESYSTEM_PART));
  if (source.bytes > usable)
    throw new NotEnoughDiskError(`the files of ${source.path} on the disk`, source.bytes, usable);
  const free = await poolFreeBytes(stateDir, pool);
  if (source.bytes > free)
    throw new NotEnoughDiskError(`the files of ${source.path} in the pool`, source.bytes, free);
}

/** Throws PortInUseError when the port to be published is taken by another instance or a program of the host. */
export async function requirePort(plan: InstancePlan, others: readonly InstanceRecord[]): Promise<void> {
  const port = plan.publishPort;
  if (port === undefined) return;
  const owner = others.find((other) => other.plan.publishPort === port && other.plan.name !== plan.name);
  if (owner !== undefined) throw new PortInUseError(port, `instance ${owner.plan.name} publishes it`);
  await requireFreeHostPort(port);
}
