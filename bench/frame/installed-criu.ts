/** The CRIU that set-up has chosen; others' tools find it as `criu` when its folder comes first in PATH. */
import { dirname, join } from 'node:path';

export const INSTALLED_CRIU = join(process.env['PARIKSHAN_PREFIX'] ?? '/opt/parikshan', 'bin/criu');

/** This process's environment, with that CRIU before any other. */
export function withInstalledCriu(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C', PATH: `${dirname(INSTALLED_CRIU)}:${process.env['PATH'] ?? ''}` };
}
