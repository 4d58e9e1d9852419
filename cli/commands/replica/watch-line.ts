import type { Replica__Output } from '../../../proto/gen/parikshan/v1/Replica.js';
import { tapBehind } from '../backlog.js';
import { exactSeconds, oneLine } from '../../output/mod.js';
import { replicaState } from '../../shape/mod.js';

/** One report as tab-separated figures, in the order of WATCH_COLUMNS. */
export function watchLine(replica: Replica__Output): string {
  const { replay } = replica;
  const figures = [
    replay?.faithful === undefined ? '' : replay.faithful ? 'yes' : 'no',
    replay?.lagRecords,
    replay?.lagBytes,
    replay?.lagSeconds === undefined ? undefined : exactSeconds(replay.lagSeconds),
    replay?.rateIn === undefined ? undefined : Math.round(replay.rateIn),
    replay?.rateOut === undefined ? undefined : Math.round(replay.rateOut),
    replay?.connectionsOpen,
    replay?.divergences,
    replay?.recordsLost,
    oneLine(replica.reason),
  ];
  return [replicaState(replica), ...figures.map((figure) => `${figure ?? ''}` || '-')].join('\t');
}

/** What the figures of watchLine are. */
export const WATCH_COLUMNS =
  'state, faithful, lag in records, bytes and seconds, bytes a second in and out, open connections, divergences, records lost, why';

/** What `--until` can wait for. */
export const WATCH_GOALS = ['caught-up', 'unfaithful', 'ended'] as const;
export type WatchGoal = (typeof WATCH_GOALS)[number];

/** Whether a report shows what is waited for. */
export function reached(goal: WatchGoal | undefined, replica: Replica__Output): boolean {
  switch (goal) {
    case 'caught-up':
      return replica.replay?.caughtUp === true && tapBehind(replica) === undefined;
    case 'unfaithful':
      return replica.replay?.faithful === false;
    case 'ended':
      return replicaState(replica) === 'exited';
    case undefined:
      return false;
  }
}
