import type { Step } from '../../../runtime/steps/mod.js';
import { CALL_MS } from '../../registry/mod.js';
import type { CloneJob } from '../job.js';

/** Writes the place into the log at which the replicas will begin to read: before the freeze, so that nothing is missed. */
export const markStep: Step<CloneJob> = {
  name: 'mark',

  async do(job) {
    const proxy = job.tools.registry.proxy(job.host);
    const { instance } = job.request;
    const answer = await proxy.markCapture({ instance }, { timeoutMs: CALL_MS.proxyWork });
    job.logSequence = answer.logSequence;
    await job.advance({ type: 'marked', logSequence: answer.logSequence });
    return `log position ${answer.logSequence}, ${answer.connections} connections open`;
  },
};
