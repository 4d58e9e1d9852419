// Calls about instances.
import type { ServiceHandlers } from '../../runtime/grpc/mod.js';
import { InvalidInstanceSpecError } from '../errors.js';
import { DEFAULT_GRACE_MS, type Instances } from '../instance/mod.js';

type InstanceCalls = 'createInstance' | 'listHostInstances' | 'stopHostInstance' | 'removeHostInstance';

export function instanceHandlers(instances: Instances): Pick<ServiceHandlers<'AgentService'>, InstanceCalls> {
  return {
    createInstance: async ({ spec }, { signal }) => {
      if (spec === null) throw new InvalidInstanceSpecError(['there is no spec']);
      return { instance: await instances.create(spec, signal) };
    },
    listHostInstances: async () => ({ instances: await instances.list() }),
    stopHostInstance: async ({ name, graceMs }) => ({
      instance: await instances.stop(name, graceMs === 0 ? DEFAULT_GRACE_MS : graceMs),
    }),
    removeHostInstance: async ({ name, force }) => {
      await instances.remove(name, force);
      return {};
    },
  };
}
