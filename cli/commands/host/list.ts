import type { Host__Output } from '../../../proto/gen/parikshan/v1/Host.js';
import { defineCommand } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { formatSize, formatTime, paintState, printJson, printTable } from '../../output/mod.js';
import type { Column } from '../../output/mod.js';
import { hostJson, labelWords } from '../../shape/mod.js';

function size(bytes: number, forTerminal: boolean): string {
  if (bytes === 0) return '';
  return forTerminal ? formatSize(bytes) : `${bytes}`;
}

const COLUMNS: readonly Column<Host__Output>[] = [
  { title: 'name', cell: (h) => h.name },
  { title: 'agent', cell: (h, { colours }) => paintState(colours, h.agentAlive ? 'alive' : 'down') },
  { title: 'proxy', cell: (h, { colours }) => paintState(colours, h.proxyAlive ? 'alive' : 'down') },
  { title: 'drained', cell: (h, { colours }) => (h.drained ? paintState(colours, 'drained') : '') },
  { title: 'instances', align: 'right', cell: (h) => `${h.instances}` },
  { title: 'replicas', align: 'right', cell: (h) => `${h.replicas}` },
  { title: 'cpus', align: 'right', cell: (h) => (h.cpus === 0 ? '' : `${h.cpus}`) },
  { title: 'load', align: 'right', cell: (h) => (h.loadAverage < 0 ? '' : h.loadAverage.toFixed(2)) },
  {
    title: 'memory free',
    align: 'right',
    cell: (h, { forTerminal }) => size(h.memoryAvailableBytes, forTerminal),
  },
  { title: 'pool free', align: 'right', cell: (h, { forTerminal }) => size(h.poolFreeBytes, forTerminal) },
  { title: 'labels', cell: (h) => labelWords(h.labels) },
  { title: 'heard', cell: (h, { forTerminal, now }) => formatTime(h.lastHeardAt, forTerminal, now) },
];

export function hostList(bind: Bind) {
  const command = defineCommand({
    name: 'list',
    summary: 'list hosts: all that were ever seen and not removed since',
    description:
      'Columns: name, agent, proxy, drained, instances, replicas, cpus, load of the last minute, memory and disk pool free, labels,\n' +
      'when it was last heard. Figures of a host whose agent is down are what it said last.',
    examples: [
      ['parikshan host list', 'all hosts'],
      ["parikshan host list --json | jq -r '.[] | select(.agentAlive | not) | .name'", 'those that are away'],
    ],
  }).alias('ls');

  return bind(command, async (context) => {
    await context.withCoordinator(async (coordinator) => {
      const { hosts } = await coordinator.listHosts({}, unaryOptions(context.interrupts.signal));
      if (context.json) return printJson(context.terminal, hosts.map(hostJson));
      const none = 'No hosts. `parikshan up` starts an agent and a proxy here.';
      printTable(context.terminal, COLUMNS, hosts, none);
    });
  });
}
