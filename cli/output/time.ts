import { formatDuration } from './duration.js';

/** How long ago a time was, in one unit: `just now`, `12s ago`, `5m ago`, `3h ago`, `9d ago`. Empty for a text that is no time. */
export function formatAge(time: string, now: number): string {
  const at = Date.parse(time);
  if (Number.isNaN(at)) return '';
  const seconds = Math.floor((now - at) / 1000);
  // Clocks of two hosts differ a little; "in 1s" would only puzzle.
  if (seconds < 1) return 'just now';
  if (seconds < 60) return `${seconds}s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ago`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)}h ago`;
  return `${Math.floor(seconds / 86_400)}d ago`;
}

/** A time for a table: relative for a person, RFC 3339 as it came for a program. */
export function formatTime(time: string, forTerminal: boolean, now: number): string {
  return forTerminal ? formatAge(time, now) : time;
}

/** A time that is to come, for a table: `in 12s`, `in 5m`, `over`; RFC 3339 as it came for a program. */
export function formatDeadline(time: string, forTerminal: boolean, now: number): string {
  const at = Date.parse(time);
  if (!forTerminal || Number.isNaN(at)) return time;
  return at <= now ? 'over' : `in ${formatDuration(at - now)}`;
}

/** Time between two RFC 3339 times, or until now while the second is empty; empty for texts that are no times. */
export function formatElapsed(from: string, until: string, now: number): string {
  const start = Date.parse(from);
  const end = until === '' ? now : Date.parse(until);
  return Number.isNaN(start) || Number.isNaN(end) ? '' : formatDuration(Math.max(0, end - start));
}
