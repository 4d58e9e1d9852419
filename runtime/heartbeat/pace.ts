/** How often a role beats, and how soon it tries again. Pure but for the jitter, which is passed in. */

/** Before the coordinator has said anything, milliseconds. */
export const FIRST_INTERVAL_MS = 1_000;
const SHORTEST_INTERVAL_MS = 100;

/** First and longest pause before another attempt to reach the coordinator, milliseconds. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Time to the next beat: a third of the time to live, so that two may get lost, less up to a fifth of it, so that many
 * hosts do not beat in step.
 * @param random 0 to 1
 */
export function beatInterval(timeToLiveMs: number, random: number): number {
  return Math.max(SHORTEST_INTERVAL_MS, Math.round((timeToLiveMs / 3) * (1 - random / 5)));
}

/**
 * Pause before attempt `attempt` (0: the first after a loss): doubles up to a bound, and is anything from half to the
 * whole of that.
 * @param random 0 to 1
 */
export function reconnectPause(attempt: number, random: number): number {
  const bound = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 16));
  return Math.round(bound * (0.5 + random / 2));
}
