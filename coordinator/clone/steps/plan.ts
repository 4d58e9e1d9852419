import type { Step } from '../../../runtime/steps/mod.js';
import { InstanceNotFoundError, InstanceNotRunningError } from '../../errors.js';
import { wireAddresses } from '../../capture/mod.js';
import { CALL_MS } from '../../registry/mod.js';
import { choosePlaces } from '../places.js';
import type { CloneJob } from '../job.js';
import { describePlan, planClone, type CloneFacts } from '../plan.js';

/** Finds out what is, decides what will be done, and says it. Its undo removes the clone's record, which was reserved. */
export const planStep: Step<CloneJob> = {
  name: 'plan',

  async do(job, signal, progress) {
    job.facts = await gatherFacts(job, signal);
    job.plan = planClone(job.request, job.facts);
    job.making = job.plan;
    const { request, host, tools, plan, facts } = job;
    const places = await choosePlaces(request, facts.detail, { source: host }, plan.replicas, tools, signal);
    for (const [replica, place] of places.hosts) job.places.set(replica, place);
    job.spare = places.spare;
    for (const line of [...places.lines, ...describePlan(plan, places.hosts), ...job.wayLines()])
      progress(line);
  },

  async undo({ request, tools, undoFailed }) {
    if (request.dryRun || undoFailed) return;
    await tools.store.clones.remove(request.name);
  },
};

async function gatherFacts(
  { request, host, tools, run }: CloneJob,
  signal: AbortSignal,
): Promise<CloneFacts> {
  const { store, registry } = tools;
  const [{ instances }, clones, freeLogBytes] = await Promise.all([
    registry.agent(host).listHostInstances({}, { timeoutMs: CALL_MS.ask, signal }),
    store.clones.values(),
    tools.freeLogBytes(),
  ]);
  const detail = instances.find((instance) => instance.spec?.name === request.instance);
  if (detail === undefined) throw new InstanceNotFoundError(request.instance);
  if (detail.state !== 'CONTAINER_STATE_RUNNING') {
    throw new InstanceNotRunningError(
      request.instance,
      detail.state.replace('CONTAINER_STATE_', '').toLowerCase(),
    );
  }
  const others = clones.filter(({ state }) => !('operation' in state) || state.operation !== run.id);
  return {
    host,
    detail,
    instanceState: detail.state,
    interface: detail.interface,
    addresses: wireAddresses(detail),
    pid: detail.pid,
    servicePorts: detail.spec === null ? [] : [detail.spec.port],
    proxyAlive: registry.presence(host).proxyAlive,
    otherClones: others.filter((clone) => clone.instance === request.instance).map((clone) => clone.name),
    takenNames: new Set(others.map((clone) => clone.name)),
    freeLogBytes,
  };
}
