/** When what happened in a clone, and how long a client waited then. Pure. */
import { longestWait, type Ask } from '../suspend/mod.js';

/** A step that began, by the monotonic clock, milliseconds. */
export interface Moment {
  readonly step: string;
  readonly at: number;
}

/** Longest waits of a client, milliseconds. */
export interface Waits {
  readonly atFreezeMs: number;
  /** In all of the command but that. */
  readonly otherwiseMs: number;
  readonly beforeMs: number;
}

const FREEZE = 'freeze';
/** A step is told of a little later than it begins. */
const AROUND_MS = 500;

/**
 * @param moments of the command, in order
 * @param from when the client was watched first, before the command began
 * @throws when there was no freeze
 */
export function waitsOf(
  asks: readonly Ask[],
  moments: readonly Moment[],
  command: { readonly from: number; readonly to: number },
  from: number,
): Waits {
  const index = moments.findIndex(({ step }) => step === FREEZE);
  const begun = moments[index];
  if (begun === undefined) throw new Error('the clone had no freeze');
  const freeze = { from: begun.at - AROUND_MS, to: (moments[index + 1]?.at ?? command.to) + AROUND_MS };
  const touches = ({ at, waited }: Ask) => at <= freeze.to && at + waited >= freeze.from;
  return {
    atFreezeMs: longestWait(asks, freeze),
    otherwiseMs: longestWait(
      asks.filter((ask) => !touches(ask)),
      command,
    ),
    beforeMs: longestWait(
      asks.filter(({ at, waited }) => at + waited <= command.from),
      { from, to: command.from },
    ),
  };
}
