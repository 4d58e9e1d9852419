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
    ...host.links.map((link) => ['from ' + link.peer, linkText(link)] as const),
    ['failing checks', host.checks.length === 0 ? '' : failing.join(' ') || 'none'],
  ];
}

function linkText({ measuredAt, roundTripUs, bytesPerSecond, fault }: HostLink__Output): string {
  if (measuredAt === '') return fault;
  return `${(roundTripUs / 1000).toFixed(2)} ms, ${formatSize(bytesPerSecond)}/s`;
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
