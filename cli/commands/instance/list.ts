import type { Instance__Output } from '../../../proto/gen/parikshan/v1/Instance.js';
import { defineCommand } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { formatSize, formatTime, paintState, printJson, printTable } from '../../output/mod.js';
import type { Column } from '../../output/mod.js';
import { containerState, instanceJson } from '../../shape/mod.js';

const COLUMNS: readonly Column<Instance__Output>[] = [
  { title: 'name', cell: (i) => i.name },
  { title: 'state', cell: (i, { colours }) => paintState(colours, containerState(i.detail?.state ?? '')) },
  {
    title: 'address',
    cell: (i) => (i.detail?.address ? `${i.detail.address}:${i.detail.spec?.port ?? ''}` : ''),
  },
  { title: 'published', cell: (i) => (i.detail?.spec?.publishPort ? `${i.detail.spec.publishPort}` : '') },
  {
    title: 'memory',
    align: 'right',
    cell: (i, { forTerminal }) => {
      const bytes = i.detail?.memoryBytes ?? 0;
      if (bytes === 0) return '';
      return forTerminal ? formatSize(bytes) : `${bytes}`;
    },
  },
  { title: 'clones', align: 'right', cell: (i) => `${i.clones.length}` },
  { title: 'host', cell: (i) => i.host },
  {
    title: 'created',
    cell: (i, { forTerminal, now }) => formatTime(i.detail?.createdAt ?? '', forTerminal, now),
  },
];

export function instanceList(bind: Bind) {
  const command = defineCommand({
    name: 'list',
    summary: 'list production containers',
    description: 'Columns: name, state, address, published port, memory, clones, host, created.',
    examples: [
      ['parikshan instance list', 'all instances'],
      [
        'parikshan instance list --json | jq -r \'.[] | select(.state=="running") | .name\'',
        'names of those that run',
      ],
    ],
  }).alias('ls');

  return bind(command, async (context) => {
    await context.withCoordinator(async (coordinator) => {
      const { instances } = await coordinator.listInstances({}, unaryOptions(context.interrupts.signal));
      if (context.json) return printJson(context.terminal, instances.map(instanceJson));
      printTable(
        context.terminal,
        COLUMNS,
        instances,
        'No instances. Start one: parikshan instance run --help',
      );
    });
  });
}
