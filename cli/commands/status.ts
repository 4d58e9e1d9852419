import type { GetStatusResponse__Output } from '../../proto/gen/parikshan/v1/GetStatusResponse.js';
import type { Host__Output } from '../../proto/gen/parikshan/v1/Host.js';
import { defineCommand } from '../command-line/mod.js';
import type { Bind } from '../command-line/mod.js';
import type { CommandContext } from '../context.js';
import { unaryOptions } from '../coordinator.js';
import { formatTime, paintState, printDetails, printJson, printTable } from '../output/mod.js';
import type { Column, Detail } from '../output/mod.js';
import { hostJson } from '../shape/mod.js';
import { readLiveUp } from '../supervisor/mod.js';
import type { UpRecord } from '../supervisor/mod.js';

interface Counts {
  readonly instances: number;
  readonly clones: number;
  readonly replicas: number;
}

function alive(up: boolean): string {
  return up ? 'alive' : 'down';
}

const HOST_COLUMNS: readonly Column<Host__Output>[] = [
  { title: 'host', cell: (h) => h.name },
  { title: 'agent', cell: (h, { colours }) => paintState(colours, alive(h.agentAlive)) },
  { title: 'proxy', cell: (h, { colours }) => paintState(colours, alive(h.proxyAlive)) },
  { title: 'kernel', cell: (h) => h.facts['kernel'] ?? '' },
  { title: 'criu', cell: (h) => h.facts['criu-version'] ?? h.facts['criu'] ?? '' },
  {
    title: 'failing checks',
    cell: (h) =>
      h.checks
        .filter((check) => !check.ok)
        .map((check) => check.name)
        .join(' '),
  },
];

function upJson(record: UpRecord | undefined) {
  if (record === undefined) return null;
  const { pid, ready, startedAt, natsPort, children } = record;
  const processes = children.map(({ name, pid: child, restarts }) => ({ name, pid: child, restarts }));
  return { pid, ready, startedAt, natsPort, processes };
}

function upDetails(record: UpRecord | undefined, { terminal }: CommandContext): readonly Detail[] {
  if (record === undefined) return [['up', 'not on this machine']];
  const restarted = record.children.filter((child) => child.restarts > 0);
  return [
    ['up', `pid ${record.pid}, since ${formatTime(record.startedAt, terminal.outIsTty, terminal.now())}`],
    ['processes', record.children.map((child) => `${child.name} ${child.pid}`).join(', ')],
    [
      'restarted',
      restarted.length === 0 ? undefined : restarted.map((c) => `${c.name} ${c.restarts} times`).join(', '),
    ],
  ];
}

function print(
  context: CommandContext,
  status: GetStatusResponse__Output,
  counts: Counts,
  record: UpRecord | undefined,
) {
  const { terminal, installation } = context;
  if (context.json) {
    const { version, hosts } = status;
    const target = installation.coordinatorTarget;
    return printJson(terminal, {
      version,
      target,
      hosts: hosts.map(hostJson),
      ...counts,
      up: upJson(record),
    });
  }
  printDetails(terminal, [
    ['coordinator', `version ${status.version} at ${installation.coordinatorTarget}`],
    ...upDetails(record, context),
    ['instances', `${counts.instances}`],
    ['clones', `${counts.clones}`],
    ['replicas', `${counts.replicas}`],
  ]);
  terminal.out.write('\n');
  printTable(terminal, HOST_COLUMNS, status.hosts, 'No hosts.');
}

export function status(bind: Bind) {
  const command = defineCommand({
    name: 'status',
    summary: 'show the coordinator, its hosts, and what `up` runs here',
    examples: [
      ['parikshan status', 'how things are'],
      ['parikshan status --json | jq .up.processes', 'the processes that `up` runs'],
    ],
  });

  return bind(command, async (context) => {
    await context.withCoordinator(async (coordinator) => {
      const unary = unaryOptions(context.interrupts.signal);
      const [answer, { instances }, { clones }, { replicas }, record] = await Promise.all([
        coordinator.getStatus({}, unary),
        coordinator.listInstances({}, unary),
        coordinator.listClones({}, unary),
        coordinator.listReplicas({ clone: '' }, unary),
        readLiveUp(context.installation.runDir),
      ]);
      const counts = { instances: instances.length, clones: clones.length, replicas: replicas.length };
      print(context, answer, counts, record);
    });
  });
}
