import type { Host__Output } from '../../../proto/gen/parikshan/v1/Host.js';
import type { HostLink__Output } from '../../../proto/gen/parikshan/v1/HostLink.js';
import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { formatSize, formatTime, paintState, palette, printDetails, printJson } from '../../output/mod.js';
import type { Detail, Terminal } from '../../output/mod.js';
import { hostJson, labelWords } from '../../shape/mod.js';
import { requireHost } from './require.js';

function details(host: Host__Output, terminal: Terminal): readonly Detail[] {
  const colours = palette(terminal.outHasColour);
  const time = (text: string) => formatTime(text, terminal.outIsTty, terminal.now());
  const role = (alive: boolean, version: string) =>
    `${paintState(colours, alive ? 'alive' : 'down')}${version === '' ? '' : `, version ${version}`}`;
  const failing = host.checks.filter((check) => !check.ok).map((check) => check.name);
  return [
    ['name', host.name],
    ['agent', role(host.agentAlive, host.agentVersion)],
    ['proxy', role(host.proxyAlive, host.proxyVersion)],
    ['last heard', time(host.lastHeardAt)],
    ['drained', host.drained ? `${paintState(colours, 'drained')}, since ${time(host.drainedAt)}` : 'no'],
    ['labels', labelWords(host.labels)],
    ['instances', `${host.instances}`],
    ['clones', `${host.clones}`],
    ['replicas', `${host.replicas}`],
    ['kernel', host.facts['kernel'] ?? ''],
    ['architecture', host.facts['architecture'] ?? ''],
    ['criu', host.facts['criu-version'] ?? ''],
    ['cpus', host.cpus === 0 ? '' : `${host.cpus}`],
    ['load', host.loadAverage < 0 ? '' : host.loadAverage.toFixed(2)],
    ['memory', of(host.memoryAvailableBytes, host.memoryBytes)],
    ['pool', host.poolFreeBytes === 0 ? '' : `${formatSize(host.poolFreeBytes)} free`],
    ['ssh', sshText(host.facts)],
    ...host.links.map((link) => ['from ' + link.peer, linkText(link)] as const),
    ['failing checks', host.checks.length === 0 ? '' : failing.join(' ') || 'none'],
  ];
}

function linkText(link: HostLink__Output): string {
  const { measuredAt, roundTripUs, bytesPerSecond, fault, route, sshFault } = link;
  if (measuredAt === '') return sshFault === '' ? fault : `${fault} Through ssh: ${sshFault}`;
  const figures = `${(roundTripUs / 1000).toFixed(2)} ms, ${formatSize(bytesPerSecond)}/s`;
  return route === 'TRANSFER_ROUTE_SSH' ? `${figures} through ssh; directly: ${fault}` : figures;
}

/** `others come through 10.0.0.1:22; it goes to others as root`. */
function sshText(facts: Host__Output['facts']): string {
  const { 'ssh-address': address, 'ssh-user': user } = facts;
  return [
    ...(address === undefined ? [] : [`others come through ${address}`]),
    ...(user === undefined ? [] : [`it goes to others as ${user}`]),
  ].join('; ');
}

function of(free: number, all: number): string {
  return all === 0 ? '' : `${formatSize(free)} of ${formatSize(all)} free`;
}

export function hostShow(bind: Bind) {
  const command = defineCommand({
    name: 'show',
    summary: 'show one host: its roles, what it has, what it can do',
    description: 'JSON also holds every fact that its agent reports, and its checks.',
    examples: [
      ['parikshan host show alpha', 'everything about it'],
      ['parikshan host show alpha --json | jq -r \'.facts."cpu-flags"\'', 'what its processors can do'],
    ],
  }).addArgument(nameArgument('host'));

  return bind(command, async (context, _options, name) => {
    const { terminal } = context;
    await context.withCoordinator(async (coordinator) => {
      const unary = unaryOptions(context.interrupts.signal);
      const host = requireHost(await coordinator.getHostStatus({ name }, unary));
      if (context.json) return printJson(terminal, hostJson(host));
      printDetails(terminal, details(host, terminal));
    });
  });
}
