import { InvalidArgumentError } from 'commander';

const EXPONENT: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

/**
 * A size in bytes: a number with an optional unit. K, M, G, T, and KiB, MiB, GiB, TiB are powers of 1024 (as docker
 * and Linux mean them); KB, MB, GB, TB are powers of 1000. Case does not matter.
 * @throws InvalidArgumentError
 */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(i?b)?$/i.exec(text.trim());
  const unit = match?.[2]?.toLowerCase() ?? '';
  const suffix = match?.[3]?.toLowerCase() ?? '';
  if (match === null || (unit === '' && suffix === 'ib')) {
    throw new InvalidArgumentError(`A size is a number with a unit, such as 512M or 4GiB; "${text}" is not.`);
  }
  const base = unit !== '' && suffix === 'b' ? 1000 : 1024;
  const bytes = Math.round(Number(match[1]) * base ** (EXPONENT[unit] ?? 0));
  if (!Number.isSafeInteger(bytes) || bytes <= 0) {
    throw new InvalidArgumentError(`A size must be more than 0 and less than 8 PiB; "${text}" is not.`);
  }
  return bytes;
}
