import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

/**
 * `describe` for suites that start programs of the system. Where one is missing the suite is skipped with the
 * reason, or fails when PARIKSHAN_REQUIRE_SYSTEM=1: it runs, and says itself what it did not find.
 */
export function describeWithPrograms(programs: string[], name: string, suite: () => void): void {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0 || process.env.PARIKSHAN_REQUIRE_SYSTEM === '1') {
    describe(name, suite);
    return;
  }
  const reason = `${missing.join(', ')} not installed`;
  console.warn(`skipped: ${name}: ${reason}`);
  describe.skip(`${name} (skipped: ${reason})`, suite);
}

function isInstalled(program: string): boolean {
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  const script = 'found=$(command -v "$1") && [ -x "$found" ]';
  return (
    spawnSync('sh', ['-c', script, 'sh', program], { env: { PATH: path }, stdio: 'ignore' }).status === 0
  );
}
