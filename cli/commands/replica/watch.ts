import { Option } from 'commander';
import type { Replica__Output } from '../../../proto/gen/parikshan/v1/Replica.js';
import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import type { CommandContext } from '../../context.js';
import { StillPendingError } from '../../errors.js';
import { parseDuration } from '../../input/mod.js';
import { palette, printJsonLine, renderDetails } from '../../output/mod.js';
import { liveRegion } from '../../progress/mod.js';
import { replicaJson } from '../../shape/mod.js';
import { divergenceLines, replicaDetails } from './details.js';
import { requireReplica } from './require.js';
import { reached, WATCH_COLUMNS, WATCH_GOALS, watchLine } from './watch-line.js';
import type { WatchGoal } from './watch-line.js';

interface WatchOptions {
  readonly interval: number;
  readonly until?: WatchGoal;
  readonly timeout?: number;
}

/** How a report is shown: a page redrawn in place, a line when something changed, or JSON. */
function reporter({ terminal, json }: CommandContext): (replica: Replica__Output) => void {
  if (json) return (replica) => printJsonLine(terminal.out, replicaJson(replica));
  if (terminal.outIsTty) {
    const colours = palette(terminal.outHasColour);
    const region = liveRegion(terminal.out, () => terminal.columns());
    return (replica) => {
      const page = renderDetails(
        replicaDetails(replica, { colours, forTerminal: true, now: terminal.now() }),
        true,
        colours,
      );
      const divergence = replica.replay?.firstDivergence ?? null;
      const lines = divergence === null ? [] : ['', ...divergenceLines(divergence)];
      region.draw([...page.trimEnd().split('\n'), ...lines]);
    };
  }
  let last = '';
  return (replica) => {
    const line = watchLine(replica);
    if (line !== last) terminal.out.write(`${new Date(terminal.now()).toISOString()}\t${line}\n`);
    last = line;
  };
}

export function replicaWatch(bind: Bind) {
  const command = defineCommand({
    name: 'watch',
    summary: 'follow the figures of a replica',
    description:
      `On a terminal a page redrawn in place. When piped, a tab-separated line when something changed:\ntime, ${WATCH_COLUMNS}.\n` +
      'JSON: one object a line, as of `replica show`. Ends when the replica does, or with Ctrl-C.',
    examples: [
      ['parikshan replica watch redis-1-r1', 'follow it live'],
      [
        'parikshan replica watch redis-1-r1 --until caught-up --timeout 1m',
        'wait until it has caught up; exit code 8 if it has not',
      ],
    ],
  })
    .addArgument(nameArgument('replica'))
    .option('--interval <duration>', 'time between two reports, at least 100ms', parseDuration, 1000)
    .addOption(new Option('--until <what>', 'leave when this is so').choices(WATCH_GOALS))
    .option('--timeout <duration>', 'leave after this with exit code 8', parseDuration);

  return bind<WatchOptions, [string]>(command, async (context, options, name) => {
    const pending = new StillPendingError(`${name} is not ${options.until ?? 'ended'} yet.`, {
      replica: name,
    });
    const timeout = new AbortController();
    const timer =
      options.timeout === undefined ? undefined : setTimeout(() => timeout.abort(pending), options.timeout);
    const signal = AbortSignal.any([context.interrupts.signal, timeout.signal]);
    const report = reporter(context);
    try {
      await context.withCoordinator(async (coordinator) => {
        for await (const response of coordinator.watchReplica(
          { name, intervalMs: options.interval },
          { signal },
        )) {
          const replica = requireReplica(response);
          report(replica);
          if (reached(options.until, replica)) return;
        }
        if (options.until !== undefined && options.until !== 'ended') throw pending;
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  });
}
