/** The warm image area: a tmpfs for memory images, whose pages the machine has touched before. */
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';

const MOUNT_TIMEOUT_MS = 10_000;
const WARM_TIMEOUT_MS = 60_000;
const BLOCK_BYTES = 2 ** 20;

const OPTIONS = 'mode=0700,nosuid,nodev,noexec';
/**
 * Pages as large as what is written at a time (Linux 6.14; before, of 2 MiB and only within a file): a dump then fills memory several
 * times faster than page by page. Small files stay small.
 */
const LARGE_PAGES = 'huge=within_size';

/** Mounts the area unless it is mounted. */
export async function ensureImageArea(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const mounted = await run('mountpoint', ['-q', dir], { timeoutMs: MOUNT_TIMEOUT_MS, allowFailure: true });
  if (mounted.code === 0) {
    // By an agent before this one, perhaps without. What is in it stays as it is.
    await run('mount', ['-o', `remount,${LARGE_PAGES}`, dir], {
      timeoutMs: MOUNT_TIMEOUT_MS,
      allowFailure: true,
    });
    return;
  }
  // Not every kernel has large pages.
  if (!(await mountArea(dir, `${OPTIONS},${LARGE_PAGES}`, true))) await mountArea(dir, OPTIONS, false);
}

async function mountArea(dir: string, options: string, allowFailure: boolean): Promise<boolean> {
  const { code } = await run('mount', ['-t', 'tmpfs', '-o', options, 'parikshan-images', dir], {
    timeoutMs: MOUNT_TIMEOUT_MS,
    allowFailure,
  });
  return code === 0;
}

/** Bytes that images may still take: what the area and the machine's memory both have room for. */
export async function imageAreaRoom(dir: string): Promise<number> {
  const area = await statfs(dir);
  return area.bavail * area.bsize;
}

/**
 * Touches `bytes` of memory for the area and gives them back. Pages that were touched lately are what the kernel hands
 * out next, and writing into them is several times faster than into pages that a virtual machine's host has yet to
 * provide. Done right before the freeze: a machine that reports free pages to its host loses them within seconds. When it
 * cannot be done the freeze is longer and nothing else.
 */
export async function warm(dir: string, bytes: number): Promise<void> {
  const path = join(dir, `.warm-${process.pid}`);
  try {
    await touch(path, bytes);
  } finally {
    await rm(path, { force: true });
  }
}

/** Makes a file of about `bytes` whose every page has been written. On a tmpfs, `fallocate` would only hand the pages out. */
export async function touch(path: string, bytes: number): Promise<void> {
  await (await open(path, 'wx', 0o600)).close();
  const blocks = String(Math.max(1, Math.ceil(bytes / BLOCK_BYTES)));
  // Production has the processor first, but a machine that production keeps busy must come to an end of this too.
  const zeros = ['dd', 'if=/dev/zero', `of=${path}`, `bs=${BLOCK_BYTES}`, `count=${blocks}`, 'status=none'];
  await run('nice', ['-n', '10', ...zeros], { timeoutMs: WARM_TIMEOUT_MS });
}
