import type { CaptureStatus__Output } from '../../proto/gen/parikshan/v1/CaptureStatus.js';
import type { HostReplica__Output } from '../../proto/gen/parikshan/v1/HostReplica.js';
import type { ReplayStatus__Output } from '../../proto/gen/parikshan/v1/ReplayStatus.js';
import { formatCount } from '../../runtime/figures/mod.js';
import { isBehind } from '../../runtime/tap/mod.js';

interface Note {
  readonly what: string;
  readonly remedy: string;
}

/** What is to be known about a replica that is fed: all of it, the most pressing first; empty when all is well. */
export function followingNotes(
  replica: HostReplica__Output,
  replay: ReplayStatus__Output,
  capture?: CaptureStatus__Output,
): { readonly reason: string; readonly remedy: string } {
  const notes = [
    stopped(replica),
    trouble(replay),
    behind(capture),
    killed(replica),
    unfaithful(replay),
    diverging(replay),
  ];
  const found = notes.filter((note) => note !== undefined);
  return {
    reason: found.map(({ what }) => what).join(' '),
    remedy: found
      .map(({ remedy }) => remedy)
      .filter((remedy) => remedy !== '')
      .join(' '),
  };
}

function stopped({ stoppedProcesses, processes }: HostReplica__Output): Note | undefined {
  if (stoppedProcesses === 0) return undefined;
  return {
    what: `${stoppedProcesses} of its ${processes} processes are stopped (SIGSTOP, or a debugger): the feed waits for them as long as its log lasts.`,
    remedy: 'Let them run again: leave the debugger, or send SIGCONT.',
  };
}

function trouble(replay: ReplayStatus__Output): Note | undefined {
  if (replay.trouble === '') return undefined;
  return {
    what: `It waits: ${replay.trouble}; it goes on by itself.`,
    remedy: 'See whether nats-server runs and has room on its disk.',
  };
}

function behind(capture: CaptureStatus__Output | undefined): Note | undefined {
  if (capture === undefined || !isBehind(capture)) return undefined;
  const { backlogRecords, backlogSeconds, lastError } = capture;
  return {
    what: `The tap holds ${formatCount(backlogRecords)} records, the oldest ${backlogSeconds.toFixed(1)} s old, that are not in the log yet${lastError === '' ? '' : ` (${lastError})`}.`,
    remedy: 'See whether nats-server runs and has room on its disk.',
  };
}

function killed({ oomKills }: HostReplica__Output): Note | undefined {
  if (oomKills === 0) return undefined;
  return {
    what: `The kernel has killed ${oomKills} of its processes: its memory limit was reached.`,
    remedy: 'Give replicas more with --replica-memory.',
  };
}

function unfaithful({ faithful, unfaithfulReason }: ReplayStatus__Output): Note | undefined {
  return faithful ? undefined : { what: `Not faithful: ${unfaithfulReason}.`, remedy: '' };
}

function diverging({ divergences, firstDivergence: first }: ReplayStatus__Output): Note | undefined {
  if (divergences === 0) return undefined;
  const where =
    first === null
      ? ''
      : `, the first at byte ${first.offset} toward ${first.remote?.address ?? ''}:${first.remote?.port ?? 0} (${first.kind})`;
  return { what: `What it says differs from production on ${divergences} connections${where}.`, remedy: '' };
}
