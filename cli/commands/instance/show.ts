import type { Instance__Output } from '../../../proto/gen/parikshan/v1/Instance.js';
import { formatCount } from '../../../runtime/figures/mod.js';
import { isBehind } from '../../../runtime/tap/mod.js';
import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import type { CommandContext } from '../../context.js';
import { unaryOptions } from '../../coordinator.js';
import { formatSize, formatTime, paintState, palette, printDetails, printJson } from '../../output/mod.js';
import type { Detail } from '../../output/mod.js';
import { containerState, instanceJson } from '../../shape/mod.js';
import { backlogText } from '../backlog.js';
import { requireInstance } from './require.js';

/** A command line as a shell would take it. */
function quoted(words: readonly string[]): string {
  return words.map((w) => (/^[\w@%+=:,./-]+$/.test(w) ? w : `'${w.replaceAll("'", "'\\''")}'`)).join(' ');
}

function limit(bytes: number | undefined): string {
  return bytes ? formatSize(bytes) : 'none';
}

function captureText(instance: Instance__Output): string | undefined {
  const tap = instance.capture;
  if (tap === null) return undefined;
  if (!tap.running) return `not running${tap.lastError === '' ? '' : `: ${tap.lastError}`}`;
  const parts = [
    `${formatCount(tap.records)} records`,
    formatSize(tap.bytes),
    `${formatCount(tap.connections)} connections`,
    ...(tap.gaps > 0 ? [`${formatCount(tap.gaps)} gaps of ${formatSize(tap.gapBytes)}`] : []),
    ...(tap.ringDrops > 0 ? [`${formatCount(tap.ringDrops)} packets dropped`] : []),
    ...(isBehind(tap) ? [`holding ${backlogText(tap)}`] : []),
    ...(tap.lastError === '' ? [] : [tap.lastError]),
  ];
  return parts.join(', ');
}

function details(instance: Instance__Output, { terminal }: CommandContext): readonly Detail[] {
  const { detail } = instance;
  const spec = detail?.spec;
  const state = containerState(detail?.state ?? '');
  return [
    ['name', instance.name],
    ['state', paintState(palette(terminal.outHasColour), state)],
    ['exit status', state === 'exited' ? `${detail?.exitStatus ?? ''}` : undefined],
    ['host', instance.host],
    ['pid', detail?.pid ? `${detail.pid}` : ''],
    ['address', detail?.address ? `${detail.address}:${spec?.port ?? ''}` : ''],
    ['IPv6 address', detail?.address6 ? `[${detail.address6}]:${spec?.port ?? ''}` : undefined],
    ['published', spec?.publishPort ? `port ${spec.publishPort} of the host` : ''],
    ['command', quoted(spec?.command ?? [])],
    ['user', spec?.user || '0:0'],
    ['working folder', spec?.workingDirectory || '/'],
    ['environment', (spec?.env ?? []).join(' ')],
    ['rootfs', spec?.rootfs ?? ''],
    ['memory', detail?.memoryBytes ? formatSize(detail.memoryBytes) : ''],
    ['memory limit', limit(spec?.memoryBytes)],
    ['cpu limit', spec?.cpus ? `${spec.cpus}` : 'none'],
    [
      'disk',
      `${formatSize(detail?.diskUsedBytes ?? 0)} used${spec?.diskBytes ? ` of ${formatSize(spec.diskBytes)}` : ''}`,
    ],
    ['tap', captureText(instance)],
    ['clones', instance.clones.join(' ')],
    ['created', formatTime(detail?.createdAt ?? '', terminal.outIsTty, terminal.now())],
  ];
}

export function instanceShow(bind: Bind) {
  const command = defineCommand({
    name: 'show',
    summary: 'show one production container',
    examples: [
      ['parikshan instance show redis', 'everything about redis'],
      ['parikshan instance show redis --json | jq .pid', 'its host pid'],
    ],
  }).addArgument(nameArgument('instance'));

  return bind(command, async (context, _options, name) => {
    await context.withCoordinator(async (coordinator) => {
      const instance = requireInstance(
        await coordinator.getInstance({ name }, unaryOptions(context.interrupts.signal)),
      );
      if (context.json) return printJson(context.terminal, instanceJson(instance));
      printDetails(context.terminal, details(instance, context));
    });
  });
}
