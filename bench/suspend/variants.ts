/** What of it all is to be measured. Pure. */
import { BenchUsageError } from '../command-line.js';
import { CONTAINER_NAMES, type ContainerName } from './containers.js';
import type { Variant } from './sample.js';
import { WAYS, type Way } from './ways.js';

/** MB/s to the disk. */
export const WRITE_RATES = [0, 1, 5, 20] as const;

/**
 * Every chosen container in every chosen way; the writer at each rate, and in our way alone.
 * @param containers names with commas between; undefined: all. The same for `ways`
 * @throws BenchUsageError which names the name that there is not
 */
export function variantsOf(containers: string | undefined, ways: string | undefined): Variant[] {
  const chosenWays = chosen('way', WAYS, ways);
  return chosen('container', CONTAINER_NAMES, containers).flatMap((container): Variant[] => {
    if (container !== 'writer') return chosenWays.map((way) => ({ container, way }));
    if (!chosenWays.includes('ours')) return [];
    return WRITE_RATES.map((writes) => ({ container, way: 'ours', writes }));
  });
}

/** `redis-1gb by podman`, `writer at 5 MB/s by ours`. */
export function variantName({ container, way, writes }: Variant): string {
  return `${container}${writes === undefined ? '' : ` at ${writes} MB/s`} by ${way}`;
}

function chosen<T extends ContainerName | Way>(
  what: string,
  all: readonly T[],
  names: string | undefined,
): readonly T[] {
  if (names === undefined) return all;
  const wanted = names.split(',').map((name) => name.trim());
  for (const name of wanted)
    if (!all.some((each) => each === name))
      throw new BenchUsageError(`There is no ${what} called ${name}: choose of ${all.join(', ')}.`);
  return all.filter((each) => wanted.includes(each));
}
