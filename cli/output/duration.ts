/** A duration for a person, from milliseconds: `0.4 ms`, `83 ms`, `1.2 s`, `2m 5s`, `3h 10m`, `4d 2h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '';
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (ms === 0) return '0 ms';
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  return formatLong(Math.round(seconds));
}

function formatLong(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return two(minutes, 'm', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return two(hours, 'h', minutes % 60, 'm');
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function two(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big}${bigUnit}` : `${big}${bigUnit} ${small}${smallUnit}`;
}

/** The same, where a negative figure means "not known" (as in Suspend): empty then. */
export function formatKnownDuration(ms: number): string {
  return ms < 0 ? '' : formatDuration(ms);
}

/** Seconds for a program, to the millisecond: more digits would only be noise of the sum they came from. */
export function exactSeconds(seconds: number): string {
  return `${Number(seconds.toFixed(3))}`;
}
