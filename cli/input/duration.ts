import { InvalidArgumentError } from 'commander';

const MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** What a uint32 of milliseconds holds: about 49 days. */
const MAX_MS = 0xffff_ffff;

/**
 * A duration in milliseconds: numbers with units, such as `500ms`, `5s`, `1.5s`, `1m30s`.
 * A number without a unit is refused: whether it meant seconds is a guess.
 * @throws InvalidArgumentError
 */
export function parseDuration(text: string): number {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  const whole = parts.map((p) => p[0]).join('');
  if (parts.length === 0 || whole !== text.trim()) {
    throw new InvalidArgumentError(
      `A duration is a number with a unit, such as 500ms, 5s or 1m30s; "${text}" is not.`,
    );
  }
  const ms = Math.round(parts.reduce((sum, p) => sum + Number(p[1]) * (MS[p[2] ?? ''] ?? 0), 0));
  if (ms <= 0 || ms > MAX_MS) {
    throw new InvalidArgumentError(`A duration must be more than 0 and at most 49 days; "${text}" is not.`);
  }
  return ms;
}
