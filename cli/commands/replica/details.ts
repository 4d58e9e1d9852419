import type { Divergence__Output } from '../../../proto/gen/parikshan/v1/Divergence.js';
import type { ReplayStatus__Output } from '../../../proto/gen/parikshan/v1/ReplayStatus.js';
import type { Replica__Output } from '../../../proto/gen/parikshan/v1/Replica.js';
import { formatCount, plural } from '../../../runtime/figures/mod.js';
import { backlogText, tapBehind } from '../backlog.js';
import { formatDuration, formatRate, formatSize, formatTime, hexDump, paintState } from '../../output/mod.js';
import type { Detail, Palette } from '../../output/mod.js';
import { endpointText, replicaState } from '../../shape/mod.js';

function faithfulText(replay: ReplayStatus__Output, colours: Palette): string {
  if (replay.faithful) return colours.green('yes');
  return `${colours.red('no')}${replay.unfaithfulReason === '' ? '' : `: ${replay.unfaithfulReason}`}`;
}

function lagText(replay: ReplayStatus__Output, replica: Replica__Output): string {
  if (replay.caughtUp) {
    const tap = tapBehind(replica);
    return tap === undefined ? 'none, caught up' : `none in the log; the tap holds ${backlogText(tap)}`;
  }
  const { lagRecords, lagBytes, lagSeconds } = replay;
  return `${plural(lagRecords, 'record')}, ${formatSize(lagBytes)}, ${formatDuration(lagSeconds * 1000)}`;
}

function replayDetails(
  replay: ReplayStatus__Output,
  replica: Replica__Output,
  colours: Palette,
): readonly Detail[] {
  return [
    ['faithful', faithfulText(replay, colours)],
    ['lag', lagText(replay, replica)],
    ['rate', `${formatRate(replay.rateIn)} into the log, ${formatRate(replay.rateOut)} done here`],
    [
      'done',
      `${plural(replay.recordsDone, 'record')}, ${formatSize(replay.bytesIn)} in, ${formatSize(replay.bytesOut)} out`,
    ],
    [
      'connections',
      `${formatCount(replay.connectionsCarried)} carried, ${formatCount(replay.connectionsDialled)} dialled, ` +
        `${formatCount(replay.connectionsOpen)} open`,
    ],
    ['divergences', formatCount(replay.divergences)],
    ['lost', `${plural(replay.recordsLost, 'record')}, ${formatSize(replay.bytesLost)}`],
    ['late deliveries', formatCount(replay.lateDeliveries)],
    ['calls refused', formatCount(replay.callsRefused)],
  ];
}

/** Everything about a replica, but for the bytes of its first divergence. */
export function replicaDetails(
  replica: Replica__Output,
  view: { readonly colours: Palette; readonly forTerminal: boolean; readonly now: number },
): readonly Detail[] {
  const { detail, replay } = replica;
  const pid = detail?.pid ?? 0;
  return [
    ['name', replica.name],
    ['clone', `${replica.clone} of ${replica.instance}`],
    ['host', replica.host],
    ['state', paintState(view.colours, replicaState(replica))],
    ['why', replica.reason === '' ? undefined : replica.reason],
    ['what to do', replica.remedy === '' ? undefined : replica.remedy],
    ['exit status', replicaState(replica) === 'exited' ? `${detail?.exitStatus ?? ''}` : undefined],
    ...(replay === null
      ? [['replay', 'nothing feeds it'] as const]
      : replayDetails(replay, replica, view.colours)),
    ['memory', detail?.memoryBytes ? formatSize(detail.memoryBytes) : ''],
    ['created', formatTime(detail?.createdAt ?? '', view.forTerminal, view.now)],
    ['pid', pid === 0 ? '' : `${pid}`],
    [
      'debugger',
      pid === 0
        ? undefined
        : `gdb -p ${pid}   or   parikshan replica exec -t -i --host-tool ${replica.name} -- gdb -p {pid}`,
    ],
  ];
}

/** Where output first differed, with the bytes of both sides. */
export function divergenceLines(divergence: Divergence__Output): readonly string[] {
  const { local, remote, offset, expected, actual, kind } = divergence;
  return [
    `first divergence: ${kind}, at byte ${formatCount(offset)} of ${endpointText(local)} to ${endpointText(remote)}`,
    '  production sent',
    ...hexDump(expected, offset).map((line) => `    ${line}`),
    '  the replica sent',
    ...hexDump(actual, offset).map((line) => `    ${line}`),
  ];
}
