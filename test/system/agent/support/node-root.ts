import { execFileSync } from 'node:child_process';
import {
  constants,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A root filesystem with Node and a shell, copied from this machine: real programs, and nothing to download. */
export function makeNodeRoot(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'pk-root-'));
  copyProgram(process.execPath, path, '/bin/node');
  for (const name of ['sh', 'cat', 'sleep', 'id', 'stty', 'ls']) {
    copyProgram(realpathSync(`/bin/${name}`), path, `/bin/${name}`);
  }
  for (const folder of ['etc', 'root', 'tmp', 'proc', 'dev'])
    mkdirSync(join(path, folder), { recursive: true });
  writeFileSync(join(path, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A program of this machine with its libraries, as `to` below `root`. */
export function copyProgram(from: string, root: string, to: string): void {
  const libraries = [...execFileSync('ldd', [from], { encoding: 'utf8' }).matchAll(/(\/\S+) \(0x/g)].map(
    (m) => m[1]!,
  );
  for (const [source, target] of [[from, to] as const, ...libraries.map((each) => [each, each] as const)]) {
    mkdirSync(dirname(join(root, target)), { recursive: true });
    copyFileSync(source, join(root, target), constants.COPYFILE_FICLONE);
  }
}
