import { formatCount } from '../../../runtime/figures/mod.js';
import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import {
  formatDeadline,
  formatSize,
  formatTime,
  paintState,
  palette,
  printDetails,
  printJson,
} from '../../output/mod.js';
import { cloneJson, cloneState } from '../../shape/mod.js';
import { requireClone } from './require.js';
import { preDumpDetails } from './pre-dump.js';
import { suspendDetails } from './suspend.js';

export function cloneShow(bind: Bind) {
  const command = defineCommand({
    name: 'show',
    summary: 'show one clone: its suspend in parts, its cut, its replicas',
    description:
      'JSON also holds the cut: every connection open at the freeze, with its byte in each direction.',
    examples: [
      ['parikshan clone show redis-1', 'everything about it'],
      [
        "parikshan clone show redis-1 --json | jq '.cut.connections[].remote'",
        'who was connected at the freeze',
      ],
    ],
  }).addArgument(nameArgument('clone'));

  return bind(command, async (context, _options, name) => {
    const { terminal } = context;
    await context.withCoordinator(async (coordinator) => {
      const clone = requireClone(
        await coordinator.getClone({ name }, unaryOptions(context.interrupts.signal)),
      );
      if (context.json) return printJson(terminal, cloneJson(clone));
      printDetails(terminal, [
        ['name', clone.name],
        ['instance', clone.instance],
        ['host', clone.host],
        ...(clone.copies.length === 0 ? [] : [['copies on', clone.copies.join(' ')] as const]),
        ['state', paintState(palette(terminal.outHasColour), cloneState(clone))],
        ...suspendDetails(clone.suspend),
        ...preDumpDetails(clone.preDump),
        ['connections carried', formatCount(clone.connections)],
        ['memory image', formatSize(clone.imageBytes)],
        ['log from', `${clone.logSequence}`],
        ['replicas', clone.replicas.join(' ')],
        ...(clone.keptUntil === ''
          ? []
          : [['kept until', formatDeadline(clone.keptUntil, terminal.outIsTty, terminal.now())] as const]),
        ['created', formatTime(clone.createdAt, terminal.outIsTty, terminal.now())],
      ]);
    });
  });
}
