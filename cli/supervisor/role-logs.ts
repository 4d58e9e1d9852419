import { followLog } from './log-follower.js';
import type { LogFollower } from './log-follower.js';
import { isLogWarning, readableLogLine } from './log-line.js';
import type { StartedRole } from './readiness.js';
import type { Reporter } from './reporter.js';

/** Shows what roles log from now on, beside what `up` itself says: warnings and worse, or everything. */
export async function showRoleLogs(
  roles: readonly StartedRole[],
  reporter: Reporter,
  verbose: boolean,
): Promise<{ close(): void }> {
  const followers: LogFollower[] = [];
  for (const { role, logPath } of roles) {
    const show = (line: string): void => {
      if (verbose || isLogWarning(line)) reporter.say(`${role}: ${readableLogLine(line)}`);
    };
    followers.push(await followLog(logPath, show));
  }
  return { close: () => followers.forEach((follower) => follower.close()) };
}
