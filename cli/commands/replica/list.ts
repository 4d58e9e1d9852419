import type { Replica__Output } from '../../../proto/gen/parikshan/v1/Replica.js';
import { defineCommand } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import {
  exactSeconds,
  formatDuration,
  formatSize,
  formatTime,
  oneLine,
  paintState,
  printJson,
  printTable,
} from '../../output/mod.js';
import type { Column } from '../../output/mod.js';
import { replicaJson, replicaState } from '../../shape/mod.js';

const COLUMNS: readonly Column<Replica__Output>[] = [
  { title: 'name', cell: (r) => r.name },
  { title: 'instance', cell: (r) => r.instance },
  { title: 'state', cell: (r, { colours }) => paintState(colours, replicaState(r)) },
  {
    title: 'faithful',
    cell: (r, { colours }) => {
      if (r.replay === null) return '';
      return r.replay.faithful ? colours.green('yes') : colours.red('no');
    },
  },
  {
    title: 'lag',
    align: 'right',
    cell: (r, { forTerminal }) => {
      if (r.replay === null) return '';
      return forTerminal ? formatDuration(r.replay.lagSeconds * 1000) : exactSeconds(r.replay.lagSeconds);
    },
  },
  {
    title: 'behind',
    align: 'right',
    cell: (r, { forTerminal }) => {
      if (r.replay === null) return '';
      return forTerminal ? formatSize(r.replay.lagBytes) : `${r.replay.lagBytes}`;
    },
  },
  { title: 'divergences', align: 'right', cell: (r) => (r.replay === null ? '' : `${r.replay.divergences}`) },
  { title: 'pid', align: 'right', cell: (r) => (r.detail?.pid ? `${r.detail.pid}` : '') },
  { title: 'host', cell: (r) => r.host },
  {
    title: 'created',
    cell: (r, { forTerminal, now }) => formatTime(r.detail?.createdAt ?? '', forTerminal, now),
  },
  { title: 'why', cell: (r) => oneLine(r.reason) },
];

export function replicaList(bind: Bind) {
  const command = defineCommand({
    name: 'list',
    summary: 'list replicas',
    description:
      'Columns: name, instance, state, faithful, lag, behind, divergences, pid, host, created, why.\nWhen piped, lag is in seconds and behind in bytes.',
    examples: [
      ['parikshan replica list', 'all replicas'],
      ['parikshan replica list --clone redis-1', 'those of one clone'],
    ],
  })
    .alias('ls')
    .option('--clone <name>', 'only those of this clone');

  return bind<{ readonly clone?: string }, []>(command, async (context, options) => {
    await context.withCoordinator(async (coordinator) => {
      const request = { clone: options.clone ?? '' };
      const { replicas } = await coordinator.listReplicas(request, unaryOptions(context.interrupts.signal));
      if (context.json) return printJson(context.terminal, replicas.map(replicaJson));
      printTable(
        context.terminal,
        COLUMNS,
        replicas,
        'No replicas. Make some: parikshan clone create INSTANCE --replicas 2',
      );
    });
  });
}
