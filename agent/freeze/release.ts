/**
 * Lets a container go, whatever state a dump left it in: used by the guard when the dump ends, by the agent when the
 * guard did not, and by a new agent that finds what an earlier one left. Every part is safe to do twice.
 */
import { run } from '../../runtime/command/mod.js';
import { REMOVE_HOLD } from './network-hold.js';
import { endRepair } from './repair-end.js';

const STEP_TIMEOUT_MS = 5_000;

/** What is to be let go. */
export interface Held {
  /** Network namespace of the container, as a path. */
  readonly netns: string;
}

/**
 * Ends what a killed dump left on the container's connections, then removes the network hold.
 * @returns what could not be done, one sentence each; a namespace that is gone needs nothing.
 */
export async function release(held: Held): Promise<string[]> {
  const faults: string[] = [];
  // First, while nothing can arrive that would wake somebody who then finds his connection unreadable.
  try {
    endRepair(held.netns);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') faults.push(`connections: ${String(error)}`);
  }
  const net = await run('nsenter', [`--net=${held.netns}`, 'nft', '-f', '-'], {
    timeoutMs: STEP_TIMEOUT_MS,
    input: REMOVE_HOLD,
    allowFailure: true,
  });
  if (net.code !== 0 && !/No such file/.test(net.stderr)) faults.push(`network hold: ${net.stderr.trim()}`);
  return faults;
}
