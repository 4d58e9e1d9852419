const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Bytes for a person, in powers of 1024: `0 B`, `1.5 MiB`, `130 MiB`. */
export function formatSize(bytes: number): string {
  if (!Number.isFinite(bytes)) return '';
  let value = Math.max(0, bytes);
  let unit = 0;
  // 1023.95 would print as "1024": move up a little early.
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${UNITS[unit] ?? 'B'}`;
}

/** Bytes a second for a person. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatSize(bytesPerSecond)}/s`;
}
