import type { Clone__Output } from '../../../proto/gen/parikshan/v1/Clone.js';
import type { Replica__Output } from '../../../proto/gen/parikshan/v1/Replica.js';
import { formatCount } from '../../../runtime/figures/mod.js';
import type { CommandContext } from '../../context.js';
import { formatSize, palette, printDetails } from '../../output/mod.js';
import { replicaState } from '../../shape/mod.js';
import { preDumpDetails } from './pre-dump.js';
import { suspendDetails } from './suspend.js';

/** What to try on a replica that has just been made. */
function nextSteps(replica: string): readonly (readonly [string, string])[] {
  return [
    [`parikshan replica watch ${replica}`, 'follow it live'],
    [`parikshan replica exec -t -i ${replica} -- sh`, 'a shell in it'],
    [`parikshan replica exec --host-tool ${replica} -- strace -f -c -p {pid}`, 'a tool of the host on it'],
  ];
}

function describe(replica: Replica__Output, own: string): string {
  const place = replica.host === own ? '' : ` on ${replica.host}`;
  return `${replica.name}${place} (${replicaState(replica)})`;
}

/** The end of `clone create` for a person: the suspend in parts, the replicas, and what to try next. */
export function printCreated(
  context: CommandContext,
  clone: Clone__Output,
  replicas: readonly Replica__Output[],
): void {
  const { terminal } = context;
  printDetails(terminal, [
    ['clone', clone.name],
    ['instance', clone.instance],
    ...suspendDetails(clone.suspend),
    ...preDumpDetails(clone.preDump),
    ['connections carried', formatCount(clone.connections)],
    ['memory image', formatSize(clone.imageBytes)],
    ...replicas.map((replica) => ['replica', describe(replica, clone.host)] as const),
  ]);
  const first = replicas[0];
  if (!terminal.errIsTty || first === undefined) return;
  const colours = palette(terminal.errHasColour);
  const steps = nextSteps(first.name);
  const width = Math.max(...steps.map(([line]) => line.length));
  terminal.err.write(`\n${colours.bold('What to try next')}\n`);
  for (const [line, what] of steps) terminal.err.write(`  ${line.padEnd(width)}   ${colours.dim(what)}\n`);
}
