import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface PackageFile {
  readonly name: string;
  readonly version: string;
}

let root: string | undefined;

/** Folder of the project's package.json, found upward from this file, whether it runs from source or from dist. */
export function packageRoot(): string {
  if (root !== undefined) return root;
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (existsSync(join(folder, 'package.json')) && readPackage(folder).name === 'parikshan')
      return (root = folder);
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('No package.json of parikshan above this file: the installation is incomplete.');
    folder = parent;
  }
}

/** Version of the software, from its package.json. */
export function version(): string {
  return readPackage(packageRoot()).version;
}

function readPackage(folder: string): PackageFile {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;
}
