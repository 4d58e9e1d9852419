import type { Step } from '../../../runtime/steps/mod.js';
import { found, type CloneJob } from '../job.js';

/** Everything the instance receives and sends from here on is in its log. */
export const captureStep: Step<CloneJob> = {
  name: 'capture',

  async do(job, signal) {
    const plan = found(job.plan, 'the plan');
    await job.advance({ type: 'capture' });
    const target = {
      instance: plan.instance,
      host: plan.host,
      interface: plan.interface,
      addresses: plan.addresses,
      pid: plan.pid,
      servicePorts: plan.servicePorts,
    };
    const started = await job.tools.captures.start(target, plan.logBytes, signal);
    return started ? `${plan.instance} is captured on ${plan.interface}` : 'captured already';
  },

  async undo(job) {
    const { name, instance } = job.request;
    await job.undo('capture', () => job.tools.captures.release(instance, job.host, name));
  },
};
