/**
 * The order of variants in round `round` (from 0): all of them, begun one later in each round, and every other lap
 * backwards. So a drift of the machine meets all variants alike, and none always follows the same other one. Pure.
 */
export function rotated<T>(variants: readonly T[], round: number): T[] {
  if (variants.length === 0) return [];
  const start = round % variants.length;
  const turned = [...variants.slice(start), ...variants.slice(0, start)];
  return Math.floor(round / variants.length) % 2 === 0 ? turned : turned.reverse();
}
