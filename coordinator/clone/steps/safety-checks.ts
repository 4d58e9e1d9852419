import type { Check } from '../../../proto/gen/parikshan/v1/Check.js';
import type { Step } from '../../../runtime/steps/mod.js';
import { ChecksFailedError } from '../../errors.js';
import { CALL_MS } from '../../registry/mod.js';
import { found, type CloneJob } from '../job.js';
import { ownChecks } from '../plan.js';

/** Asks everybody who can say why this clone must not be, and reports all answers together. Touches nothing. */
export const safetyChecksStep: Step<CloneJob> = {
  name: 'safety-checks',

  async do(job, signal, progress) {
    const { request, host, tools, facts } = job;
    const agent = tools.registry.agent(host);
    const { instance } = request;
    const replicas = job.replicasOn(host).length;
    const answer = await agent.checkClone({ instance, replicas }, { timeoutMs: CALL_MS.checks, signal });
    const checks: Check[] = [...ownChecks(request, found(facts, 'the facts')), ...answer.checks];
    for (const check of checks) progress(`${verdict(check)} ${check.name}: ${check.message}`);
    const failed = checks.filter((check) => !check.ok && check.blocking);
    if (failed.length > 0) throw new ChecksFailedError(instance, failed);
    return `${checks.length} checks, ${checks.filter((check) => !check.ok).length} warnings`;
  },
};

function verdict(check: Check): string {
  if (check.ok) return 'ok';
  return check.blocking ? 'failed' : 'warning';
}
