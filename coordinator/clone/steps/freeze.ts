import type { Cut__Output } from '../../../proto/gen/parikshan/v1/Cut.js';
import type { PreDump__Output } from '../../../proto/gen/parikshan/v1/PreDump.js';
import type { Suspend__Output } from '../../../proto/gen/parikshan/v1/Suspend.js';
import type { Step } from '../../../runtime/steps/mod.js';
import { FreezeIncompleteError } from '../../errors.js';
import { CALL_MS } from '../../registry/mod.js';
import type { CloneJob } from '../job.js';
import { measureClientGap } from './client-gap.js';

/** What is not known of a suspend is negative. */
const NOT_KNOWN = -1;

/**
 * Memory and disk of the instance at one instant. The agent has production running again when the call returns, when
 * the deadline passes, and when this coordinator dies. Once begun, the freeze is not cancelled: it is short, and undoing
 * it while it runs would take the images away from under it.
 */
export const freezeStep: Step<CloneJob> = {
  name: 'freeze',

  async do(job, signal) {
    return job.tools.freezes.run(job.request.instance, () => freeze(job, signal));
  },

  async undo(job) {
    await job.undo('image', () => job.removeImages());
  },
};

async function freeze(job: CloneJob, signal: AbortSignal): Promise<string> {
  const { registry, store } = job.tools;
  const { instance, name, freezeDeadlineMs } = job.request;
  const replicas = job.replicasOn(job.host).length;
  signal.throwIfAborted();
  const agent = registry.agent(job.host);
  await job.advance({ type: 'freeze', resumedBy: Date.now() + freezeDeadlineMs });
  const answer = await agent.freezeInstance(
    { instance, clone: name, deadlineMs: freezeDeadlineMs, replicas },
    { timeoutMs: freezeDeadlineMs + CALL_MS.afterFreeze },
  );
  const { suspend, cut, imageBytes, preDump } = answer;
  if (suspend === null || cut === null) throw new FreezeIncompleteError(instance);
  const image = {
    suspend: { ...suspend, clientGapMs: NOT_KNOWN },
    imageBytes,
    ...(preDump === null ? {} : { preDump }),
    connections: cut.connections.length,
    frozenAtUs: cut.frozenAtUs,
    resumedAtUs: cut.resumedAtUs,
  };
  job.cut = cut;
  job.frozen = { image, clientGap: measureClientGap(job, cut) };
  await store.cuts.put(name, cut);
  await job.advance({ type: 'resumed', image });
  return [describe(suspend, cut), ...(preDump === null ? [] : [describePreDump(preDump)])].join('; ');
}

function describePreDump({ rounds, bytes, why, longestFrozenMs }: PreDump__Output): string {
  if (rounds === 0) return `no memory was copied ahead: ${why}`;
  const times = rounds === 1 ? 'one round' : `${rounds} rounds`;
  const copied = `${(bytes / 2 ** 20).toFixed(0)} MiB were copied ahead in ${times}`;
  return `${copied}, the longest stillstand of one ${longestFrozenMs.toFixed(1)} ms: ${why}`;
}

function describe(suspend: Suspend__Output, cut: Cut__Output): string {
  const parts = [
    ['stopping', suspend.freezingMs],
    ['memory', suspend.memoryMs],
    ['disk', suspend.diskMs],
    ['network lock', suspend.networkLockMs],
  ] as const;
  const known = parts.filter(([, ms]) => ms >= 0).map(([part, ms]) => `${part} ${ms.toFixed(1)} ms`);
  return `production runs again after ${suspend.frozenMs.toFixed(1)} ms (${known.join(', ')}); ${cut.connections.length} connections in the cut`;
}
