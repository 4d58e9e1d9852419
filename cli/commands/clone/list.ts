import type { Clone__Output } from '../../../proto/gen/parikshan/v1/Clone.js';
import { defineCommand } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import {
  formatDeadline,
  formatKnownDuration,
  formatSize,
  formatTime,
  paintState,
  printJson,
  printTable,
} from '../../output/mod.js';
import type { Column } from '../../output/mod.js';
import { cloneJson, cloneState } from '../../shape/mod.js';

/** Milliseconds: words for a person, the figure for a program. */
function ms(value: number | undefined, forTerminal: boolean): string {
  if (value === undefined || value < 0) return '';
  return forTerminal ? formatKnownDuration(value) : `${value}`;
}

const COLUMNS: readonly Column<Clone__Output>[] = [
  { title: 'name', cell: (c) => c.name },
  { title: 'instance', cell: (c) => c.instance },
  { title: 'state', cell: (c, { colours }) => paintState(colours, cloneState(c)) },
  { title: 'frozen', align: 'right', cell: (c, { forTerminal }) => ms(c.suspend?.frozenMs, forTerminal) },
  {
    title: 'client gap',
    align: 'right',
    cell: (c, { forTerminal }) => ms(c.suspend?.clientGapMs, forTerminal),
  },
  { title: 'connections', align: 'right', cell: (c) => `${c.connections}` },
  {
    // On each host that holds it.
    title: 'memory',
    align: 'right',
    cell: (c, { forTerminal }) => {
      const bytes = c.imageBytes * (1 + c.copies.length);
      return forTerminal ? formatSize(bytes) : `${bytes}`;
    },
  },
  { title: 'replicas', align: 'right', cell: (c) => `${c.replicas.length}` },
  { title: 'hosts', cell: (c) => [c.host, ...c.copies].join(' ') },
  { title: 'created', cell: (c, { forTerminal, now }) => formatTime(c.createdAt, forTerminal, now) },
  {
    title: 'kept until',
    cell: (c, { forTerminal, now }) =>
      c.keptUntil === '' ? '' : formatDeadline(c.keptUntil, forTerminal, now),
  },
];

export function cloneList(bind: Bind) {
  const command = defineCommand({
    name: 'list',
    summary: 'list clones, newest first',
    description:
      'Columns: name, instance, state, frozen, client gap, connections, memory, replicas, hosts, created, kept until.\nMemory is that of the images, of all hosts that hold them.\nWhen piped, times are milliseconds and sizes bytes.',
    examples: [
      ['parikshan clone list', 'all clones'],
      ["parikshan clone list --json | jq '.[].suspend.frozenMs'", 'how long each stood still'],
    ],
  }).alias('ls');

  return bind(command, async (context) => {
    await context.withCoordinator(async (coordinator) => {
      const { clones } = await coordinator.listClones({}, unaryOptions(context.interrupts.signal));
      if (context.json) return printJson(context.terminal, clones.map(cloneJson));
      printTable(
        context.terminal,
        COLUMNS,
        clones,
        'No clones. Make one: parikshan clone create INSTANCE --replicas 2',
      );
    });
  });
}
