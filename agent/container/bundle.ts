// Writes an OCI bundle.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ContainerPaths } from './paths.js';
import type { OciSpec } from './spec.js';

/** Writes config.json and the hook, and makes the folders conmon writes into. Replaces what is there. */
export async function writeBundle(paths: ContainerPaths, spec: OciSpec, hookScript: string): Promise<void> {
  for (const folder of [paths.bundleDir, dirname(paths.logPath), paths.exitDir, paths.persistDir]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  await writeFile(join(paths.bundleDir, 'config.json'), JSON.stringify(spec, undefined, 2), { mode: 0o600 });
  await writeFile(paths.hookPath, hookScript, { mode: 0o700 });
}
