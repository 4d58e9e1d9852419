import type { CloneBench, RunningInstance } from '../../clone/support/bench.js';
import { inContainer } from '../../clone/support/bench.js';

/** What a command says inside production; nothing of it is on the tapped wire. */
export function askInside(instance: RunningInstance, ...command: readonly string[]): Promise<string> {
  return inContainer(instance.pid, ...command);
}

/** What the same command says inside a replica. */
export async function askReplica(
  bench: CloneBench,
  replica: string,
  ...command: readonly string[]
): Promise<string> {
  const said = await bench.product.run(['replica', 'exec', replica, '--', ...command], { timeoutMs: 60_000 });
  return said.trim();
}

/** Where the programs of these tests write their state when they get SIGHUP, by way of a second file beside it. */
export const STATE_FILE = '/tmp/state.json';

/** For a container's shell: has the program write its state now, and prints it. */
export const TELL_STATE = [
  'sh',
  '-c',
  `rm -f ${STATE_FILE}; kill -HUP 1; until [ -e ${STATE_FILE} ]; do sleep 0.05; done; cat ${STATE_FILE}`,
] as const;
