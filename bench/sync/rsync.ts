/** The same change by rsync, from pool to pool on one machine: no ssh, no network. */
import { copyFile, constants, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import { equal, type Hosts } from './hosts.js';

const RSYNC_TIMEOUT_MS = 900_000;

/** Brings a reflink copy of the target's last clone up to date. Between two paths rsync would copy everything, were it not told otherwise. */
export async function rsync(hosts: Hosts) {
  const { source, target, clone, base } = hosts;
  const copy = join(target.pool, 'instances', 'rsync.hds');
  try {
    await copyFile(target.snapshot(base), copy, constants.COPYFILE_FICLONE_FORCE);
    const started = performance.now();
    const parameters = [
      '--inplace',
      '--no-whole-file',
      '--ignore-times',
      '--stats',
      source.snapshot(clone),
      copy,
    ];
    const timed = await run(
      'bash',
      ['-c', 'TIMEFORMAT="busy %U %S"; time rsync "$@"', 'rsync', ...parameters],
      {
        timeoutMs: RSYNC_TIMEOUT_MS,
      },
    );
    const ms = performance.now() - started;
    const sent = /^Total bytes sent: ([\d,.]+)$/m.exec(timed.stdout)?.[1] ?? '';
    const [, user, system] = /^busy ([\d.]+) ([\d.]+)$/m.exec(timed.stderr) ?? [];
    return {
      ms,
      shipped: Number(sent.replaceAll(/[,.]/g, '')),
      busySeconds: Number(user) + Number(system),
      equal: await equal(source.snapshot(clone), copy),
    };
  } finally {
    await rm(copy, { force: true });
  }
}
