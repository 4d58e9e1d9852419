/**
 * Takes CRIU's code out of the processes of a network namespace, for an agent. A process of its own: whatever it traces the kernel lets go
 * when it ends, also a thread that stops later than it waits.
 */
import { endParasites } from './parasite-end.js';

const netns = process.argv[2];
if (netns === undefined) {
  process.stderr.write('usage: parasite-main NETNS (started by the agent)\n');
  process.exit(2);
}
process.stdout.write(JSON.stringify(await endParasites(netns)));
