import type { Operation__Output } from '../../../proto/gen/parikshan/v1/Operation.js';
import { defineCommand } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { formatElapsed, formatTime, oneLine, paintState, printJson, printTable } from '../../output/mod.js';
import type { Column } from '../../output/mod.js';
import { operationJson, operationState } from '../../shape/mod.js';

const COLUMNS: readonly Column<Operation__Output>[] = [
  { title: 'id', cell: (o) => o.id },
  { title: 'kind', cell: (o) => o.kind },
  { title: 'target', cell: (o) => o.target },
  { title: 'state', cell: (o, { colours }) => paintState(colours, operationState(o)) },
  { title: 'started', cell: (o, { forTerminal, now }) => formatTime(o.createdAt, forTerminal, now) },
  {
    title: 'took',
    cell: (o, { forTerminal, now }) =>
      forTerminal ? formatElapsed(o.createdAt, o.finishedAt, now) : o.finishedAt,
  },
  {
    title: 'failure',
    cell: (o, { forTerminal }) =>
      forTerminal ? oneLine(o.failure?.message ?? '') : (o.failure?.reason ?? ''),
  },
];

export function operationList(bind: Bind) {
  const command = defineCommand({
    name: 'list',
    summary: 'list operations, newest first',
    description:
      'Columns: id, kind, target, state, started, took, failure. When piped: time of the end, and the reason.',
    examples: [
      ['parikshan operation list', 'all operations'],
      [
        'parikshan operation list --json | jq -r \'.[] | select(.state=="running") | .id\'',
        'those under way',
      ],
    ],
  }).alias('ls');

  return bind(command, async (context) => {
    await context.withCoordinator(async (coordinator) => {
      const { operations } = await coordinator.listOperations({}, unaryOptions(context.interrupts.signal));
      if (context.json) return printJson(context.terminal, operations.map(operationJson));
      printTable(context.terminal, COLUMNS, operations, 'No operations.');
    });
  });
}
