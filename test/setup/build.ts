import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Tests that start `bin/parikshan` run what is in dist: bring it up to date first. */
export default function build(): void {
  const root = path.resolve(import.meta.dirname, '../..');
  execFileSync('bash', [path.join(root, 'scripts/build')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
