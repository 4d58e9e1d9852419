import { describe, inject, test } from 'vitest';
// Declares what the probes provide.
import type {} from '../setup/system-probes.js';

/** Why this machine cannot run real containers with CRIU; empty when it can. */
export const systemObstacles = inject('systemObstacles');

/**
 * `describe` for suites that need root, Linux, CRIU, runc and conmon. Where those are missing the suite is
 * skipped with the reasons in its name, or fails with them when PARIKSHAN_REQUIRE_SYSTEM=1 (as CI sets it).
 */
export function describeOnSystem(name: string, suite: () => void): void {
  if (systemObstacles.length === 0) {
    describe(name, suite);
    return;
  }
  const reasons = systemObstacles.join('; ');
  if (process.env.PARIKSHAN_REQUIRE_SYSTEM === '1') {
    test(name, () => {
      throw new Error(`PARIKSHAN_REQUIRE_SYSTEM=1 and this machine cannot run system tests: ${reasons}`);
    });
    return;
  }
  console.warn(`skipped: ${name}: ${reasons}`);
  describe.skip(`${name} (skipped: ${reasons})`, suite);
}
