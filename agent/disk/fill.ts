// Fills an instance's disk with a root filesystem, owners shifted into the instance's id range.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { run } from '../../runtime/command/mod.js';
import type { IdRange } from '../container/mod.js';
import { judgeExtraction } from './extraction.js';
import type { FileSource } from './rootfs-source.js';
import { withUserNamespace, type Enter } from './user-namespace.js';

/** Half an hour: an image of tens of gigabytes on a slow disk. */
const FILL_TIMEOUT_MS = 1_800_000;
const SETTLE_TIMEOUT_MS = 300_000;

const OWNERS = [
  '--numeric-owner',
  '--xattrs',
  '--xattrs-include=user.*',
  '--xattrs-include=security.capability',
];

/**
 * /dev is the runtime's: device nodes cannot be made by an unprivileged root, nor does a container need an image's. lost+found
 * belongs to a file system, not to the files on it, and the new one's is of a user whose files tar cannot change.
 */
const EXCLUDED = [
  '--anchored',
  ...['dev/*', 'lost+found'].flatMap((name) => [
    `--exclude=./${name}`,
    `--exclude=${name}`,
    `--exclude=/${name}`,
  ]),
];

/**
 * Folders that a container needs. A symbolic link in their place could lead the runtime out of the disk. `set -e` names
 * the first that cannot be made.
 */
const FOLDERS_SCRIPT = `set -e
for d in proc dev dev/pts dev/shm dev/mqueue tmp; do
  if [ -L "$d" ]; then rm -- "$d"; fi
  [ -d "$d" ] || mkdir -- "$d"
done
rmdir lost+found || true
chmod 0755 proc dev dev/pts
chmod 1777 dev/shm dev/mqueue tmp`;

/** What came out of it besides the files. */
export interface FillReport {
  /** Things left out, one line each; e.g. device nodes. */
  readonly notes: readonly string[];
}

/**
 * Unpacks the source into the mounted, empty file system `target`. Owners, modes (setuid too), hard and symbolic links, user
 * attributes and file capabilities are kept. Throws RootfsDamagedError, RootfsUnusableError or NotEnoughDiskError.
 */
export async function fillDisk(source: FileSource, target: string, range: IdRange): Promise<FillReport> {
  const report = await withUserNamespace(range, async (enter) => {
    const outcome =
      source.kind === 'tar' ? await fromTar(source, target, enter) : await fromFolder(source, target, enter);
    const notes = judgeExtraction(source.path, outcome);
    const [file, ...parameters] = enter(['sh', '-c', FOLDERS_SCRIPT]);
    await run(file, parameters, { timeoutMs: SETTLE_TIMEOUT_MS, cwd: target });
    return { notes };
  });
  // Written out now, not by the freeze of the first clone.
  await run('sync', ['--file-system', target], { timeoutMs: SETTLE_TIMEOUT_MS });
  return report;
}

/** How a tar that unpacked has ended. */
export interface Extraction {
  readonly code: number;
  readonly stderr: string;
}

async function fromTar(
  source: FileSource & { kind: 'tar' },
  target: string,
  enter: Enter,
): Promise<Extraction> {
  const packed = source.packing === 'plain' ? [] : [`--${source.packing}`];
  // Opened here, with our rights: the unpacking side may not be able to reach it by its path.
  const archive = await open(source.path, 'r');
  try {
    return await finish(extractor(enter, target, packed, archive));
  } finally {
    await archive.close();
  }
}

async function fromFolder(source: FileSource, target: string, enter: Enter): Promise<Extraction> {
  const packer = spawn('tar', ['--create', '--one-file-system', ...OWNERS, ...EXCLUDED, '--file=-', '.'], {
    cwd: source.path,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  const unpacking = extractor(enter, target, [], packer.stdout);
  // The pipe is theirs: our copy of its reading end must not keep the packer alive.
  packer.stdout.destroy();
  const [packed, unpacked] = await Promise.all([finish(packer), finish(unpacking)]);
  return { code: unpacked.code || packed.code, stderr: packed.stderr + unpacked.stderr };
}

function extractor(enter: Enter, target: string, more: string[], input: FileHandle | Readable): ChildProcess {
  const [file, ...parameters] = enter([
    ...[
      'tar',
      '--extract',
      '--file=-',
      '--preserve-permissions',
      '--same-owner',
      '--delay-directory-restore',
    ],
    ...[...OWNERS, ...EXCLUDED, ...more],
  ]);
  return spawn(file, parameters, {
    cwd: target,
    stdio: ['fd' in input ? input.fd : input, 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
}

async function finish(child: ChildProcess): Promise<Extraction> {
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (stderr.length < 65_536) stderr += chunk.toString();
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), FILL_TIMEOUT_MS);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? 1, stderr };
  } finally {
    clearTimeout(timer);
  }
}
