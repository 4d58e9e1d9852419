// The disk of an instance that runs elsewhere, pass by pass, while it changes.
import type { LastPass } from '../../proto/gen/parikshan/v1/LastPass.js';
import { hasReason } from '../../runtime/errors/mod.js';
import { fetchParts, fetchProgress, type FetchOrder, type FetchProgress, type FetchTools } from './fetch.js';
import { removeFetched } from './fetch-clone.js';
import { ShipmentUnusableError } from './errors.js';
import { isGenerationId, type Generations } from './generations.js';
import { passEnd, type PassEnd, type PassLimits } from './passes.js';

export interface DiskPasses {
  readonly tools: FetchTools;
  readonly generations: Generations;
  readonly instance: string;
  readonly clone: string;
  /** Where the other agent is; for messages. */
  readonly source: string;
  /** This host's name. */
  readonly taker: string;
  readonly limits: PassLimits;
  /** The order for one generation. */
  readonly order: (generation: string) => FetchOrder;
  /** A generation that an earlier call has half. */
  readonly half: string | undefined;
  /** A pass begins. */
  readonly begun: (pass: number, progress: FetchProgress) => void;
  /** A pass is done; it was the last when there is a reason. */
  readonly passed: (why: PassEnd) => void;
}

/** A sync of a busy disk, and the copy. */
const MAKE_TIMEOUT_MS = 180_000;

export const LAST_PASS: Readonly<Record<NonNullable<PassEnd>, LastPass>> = {
  small: 'LAST_PASS_SMALL',
  'not-shrinking': 'LAST_PASS_NOT_SHRINKING',
  'most-passes': 'LAST_PASS_MOST_PASSES',
};

/** Copies until the limits say that it is enough. The newest generation is here then, and none but it. */
export async function fetchDiskPasses(passes: DiskPasses, signal: AbortSignal): Promise<void> {
  const shipped: number[] = [];
  let half = passes.half;
  for (let why: PassEnd; why === undefined;) {
    const generation = half ?? (await makeGeneration(passes, signal));
    const progress = fetchProgress({ generation });
    passes.begun(shipped.length + 1, progress);
    try {
      await fetchGeneration(passes, generation, progress, signal);
    } catch (error) {
      if (half === undefined || !hasReason(error, 'GENERATION_NOT_FOUND')) throw error;
      // The source has let go of it meanwhile.
      await removeFetched(passes.order(half).paths);
      half = undefined;
      continue;
    }
    half = undefined;
    shipped.push(progress.disk.bytesTotal);
    why = passEnd(shipped, passes.limits);
    passes.passed(why);
  }
}

async function makeGeneration(
  { tools, generations, source, ...of }: DiskPasses,
  signal: AbortSignal,
): Promise<string> {
  const { instance, clone, taker } = of;
  const keep = (await generations.list()).filter((each) => each.clone === clone).map(({ id }) => id);
  const request = { instance, clone, taker, keep };
  const { generation } = await tools.client.makeDiskGeneration(request, {
    timeoutMs: MAKE_TIMEOUT_MS,
    signal,
  });
  // It becomes the name of a folder.
  if (!isGenerationId(generation))
    throw new ShipmentUnusableError(
      `the disk of ${instance}`,
      source,
      `it calls a generation "${generation}"`,
    );
  return generation;
}

async function fetchGeneration(
  passes: DiskPasses,
  id: string,
  progress: FetchProgress,
  signal: AbortSignal,
): Promise<void> {
  const { tools, generations, instance, clone, taker } = passes;
  // Fetched from this very host.
  if ((await generations.list()).some((each) => each.id === id)) return;
  const order = passes.order(id);
  await fetchParts(tools, order, progress, signal);
  await generations.keep(order.paths.image, {
    id,
    instance,
    clone,
    taker,
    createdAt: new Date().toISOString(),
  });
  await removeFetched(order.paths);
  await generations.remove({ clone, taker, keep: [id] });
}
