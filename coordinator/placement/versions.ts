/** Numbers at the beginning of a version: `6.12.9-amd64` is [6, 12, 9]. Empty where there are none. */
export function versionNumbers(text: string): number[] {
  const [numbers = ''] = /^\d+(\.\d+)*/.exec(text) ?? [];
  return numbers === '' ? [] : numbers.split('.').map(Number);
}

/**
 * Whether a version comes before another. What has fewer numbers counts as having zeros.
 * @param parts how many numbers count; default: all
 */
export function isOlder(version: string, other: string, parts = Infinity): boolean {
  const [a, b] = [versionNumbers(version), versionNumbers(other)];
  const length = Math.min(parts, Math.max(a.length, b.length));
  for (let i = 0; i < length; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
