import type { MeasureClientGapResponse__Output } from '../../../proto/gen/parikshan/v1/MeasureClientGapResponse.js';
import type { Step } from '../../../runtime/steps/mod.js';
import { CALL_MS } from '../../registry/mod.js';
import { found, type CloneJob } from '../job.js';

/** How long after the freeze clients may still be waiting for its end, milliseconds. Most are answered at once. */
const WITHIN_MS = 2000;
const NOT_KNOWN = -1;

/**
 * Has the tap measure what waiting clients saw of the freeze, which no figure of the freeze itself can tell. Asked for
 * when production runs again, since the tap remembers only the last seconds; the replicas are made meanwhile.
 *
 * @returns undefined when it is not known; never rejects
 */
export async function measureClientGap(
  job: CloneJob,
  freeze: { readonly frozenAtUs: number; readonly resumedAtUs: number },
): Promise<MeasureClientGapResponse__Output | undefined> {
  const { frozenAtUs, resumedAtUs } = freeze;
  try {
    return await job.tools.registry
      .proxy(job.host)
      .measureClientGap(
        { instance: job.request.instance, frozenAtUs, resumedAtUs, withinMs: WITHIN_MS },
        { timeoutMs: WITHIN_MS + CALL_MS.ask },
      );
  } catch (error) {
    // The clone is good without this figure.
    job.run.log.warn({ err: error }, 'client gap not known');
    return undefined;
  }
}

/** The clone is complete once this last figure is known. */
export const clientGapStep: Step<CloneJob> = {
  name: 'client-gap',

  async do(job, signal) {
    const gap = await found(job.frozen, 'the freeze').clientGap;
    signal.throwIfAborted();
    const clientGapMs = gap === undefined ? NOT_KNOWN : gap.longestUs / 1000;
    await job.advance({ type: 'completed', clientGapMs });
    return gap === undefined ? 'not known: the tap did not answer' : describe(gap);
  },
};

function describe({ longestUs, waits, unanswered }: MeasureClientGapResponse__Output): string {
  if (waits === 0) return 'no client was waiting';
  const longest = `the longest a waiting client saw nothing: ${(longestUs / 1000).toFixed(1)} ms`;
  if (unanswered === 0) return longest;
  const clients = unanswered === 1 ? '1 client has' : `${unanswered} clients have`;
  return `${longest}; ${clients} had no answer ${WITHIN_MS / 1000} s after the freeze`;
}
