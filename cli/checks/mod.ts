import type { Installation } from '../installation.js';
import type { Finding } from './finding.js';
import { checkMachine, checkRoom } from './machine.js';
import { checkPrograms, rolePath } from './programs.js';

export { failed, passed } from './finding.js';
export type { Finding } from './finding.js';
export { rolePath } from './programs.js';

/** Everything that can be said about this machine without a coordinator. */
export async function checkLocally(
  installation: Installation,
  env: NodeJS.ProcessEnv,
): Promise<readonly Finding[]> {
  const [programs, room] = await Promise.all([
    checkPrograms(rolePath(env)),
    checkRoom(installation.stateDir),
  ]);
  return [...checkMachine(), ...programs, room];
}
