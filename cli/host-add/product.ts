/** The product as it travels to a host: one archive of what a running installation needs, the same bytes for the same files. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../runtime/command/mod.js';
import { packageRoot, version } from '../../runtime/config/mod.js';
import { ProductIncompleteError } from './errors.js';

/** An archive on this machine; whoever packed it removes it. */
export interface Product {
  /** Folder it lies in, and nothing else. */
  readonly folder: string;
  readonly file: string;
  /** SHA-256 of the archive, hexadecimal. */
  readonly digest: string;
  readonly bytes: number;
  /** Version and the beginning of the digest: what the folder on a host is called. */
  readonly name: string;
}

/** The part of package-lock.json that is read. */
export interface LockFile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>;
}

const FILES = ['package.json', 'package-lock.json', 'LICENSE', 'bin', 'scripts', 'proto'];
const COMPILED = ['proto', 'runtime', 'coordinator', 'agent', 'proxy', 'cli'].map(
  (folder) => `dist/${folder}`,
);
const PACK_MS = 120_000;
/** Enough to tell two builds of one version apart. */
const DIGEST_CHARS = 12;

/** Folders of the packages that a running installation needs; those inside another's folder come with it. Pure. */
export function runtimePackages({ packages }: LockFile): { path: string; optional: boolean }[] {
  return Object.entries(packages)
    .filter(
      ([path, { dev }]) =>
        path.split('node_modules/').length === 2 && path.startsWith('node_modules/') && dev !== true,
    )
    .map(([path, { optional }]) => ({ path, optional: optional === true }));
}

/** @throws ProductIncompleteError, CommandFailedError */
export async function packProduct(signal: AbortSignal): Promise<Product> {
  const root = packageRoot();
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  const wanted = [...FILES, ...COMPILED]
    .map((path) => ({ path, optional: false }))
    .concat(runtimePackages(lock));
  const there = wanted.filter(({ path }) => existsSync(join(root, path)));
  const missing = wanted.filter((one) => !one.optional && !there.includes(one)).map(({ path }) => path);
  if (missing.length > 0) throw new ProductIncompleteError(missing);
  const folder = await mkdtemp(join(tmpdir(), 'parikshan-product-'));
  const file = join(folder, 'product.tar.gz');
  try {
    // What differs between two machines with the same files (times, owners, order) is left out, so that the digest names the content.
    const same = [
      '--sort=name',
      '--mtime=@0',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--mode=u+rwX,go=rX',
    ];
    await run(
      'tar',
      [
        '--create',
        ...same,
        '--use-compress-program=gzip -n1',
        `--file=${file}`,
        '--',
        ...there.map(({ path }) => path),
      ],
      { cwd: root, timeoutMs: PACK_MS, signal },
    );
    const digest = await digestOf(file);
    const { size } = await stat(file);
    return { folder, file, digest, bytes: size, name: `${version()}-${digest.slice(0, DIGEST_CHARS)}` };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
