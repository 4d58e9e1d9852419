// Mounts of the host.
import { mkdir } from 'node:fs/promises';
import { run } from '../../runtime/command/mod.js';
import { listMounts, type MountEntry } from '../../runtime/linux/mod.js';
import { DiskAttachError } from '../errors.js';

/** A journal may have to be replayed. */
const MOUNT_TIMEOUT_MS = 120_000;

/** What is mounted exactly there, or undefined. */
export async function mountedAt(target: string): Promise<MountEntry | undefined> {
  return (await listMounts()).findLast((entry) => entry.target === target);
}

/**
 * Mounts an instance's file system; makes the mount point. Mounted already from the same device: nothing is done.
 * No device node on it works, so that an image cannot smuggle one in.
 */
export async function mountImage(device: string, target: string): Promise<void> {
  await mountDevice(device, target, 'ext4', ['nodev']);
}

export async function mountDevice(
  device: string,
  target: string,
  type: string,
  options: readonly string[],
): Promise<void> {
  if ((await mountedAt(target))?.source === device) return;
  await mkdir(target, { recursive: true, mode: 0o700 });
  const flags = options.length > 0 ? ['-o', options.join(',')] : [];
  const result = await run('mount', ['-t', type, ...flags, device, target], {
    timeoutMs: MOUNT_TIMEOUT_MS,
    allowFailure: true,
  });
  if (result.code !== 0) throw new DiskAttachError(device, result.stderr.trim());
}

/** Unmounts all that is mounted exactly there. A busy one is taken out of sight and ends with its last user. */
export async function unmount(target: string): Promise<void> {
  while ((await mountedAt(target)) !== undefined) {
    const plain = await run('umount', [target], { timeoutMs: MOUNT_TIMEOUT_MS, allowFailure: true });
    if (plain.code !== 0) await run('umount', ['--lazy', target], { timeoutMs: MOUNT_TIMEOUT_MS });
  }
}
