/** The life of instances: make, list, stop, remove, find again after a restart, remove what was half-made. */
export { DEFAULT_GRACE_MS, Instances, type InstancesOptions, type RunningInstance } from './instances.js';
export {
  cgroupFolder,
  instanceLayout,
  instancesFolder,
  runcRoot,
  type Installation,
  type InstanceLayout,
} from './layout.js';
export { sweepInstances } from './sweep.js';
export { instanceIds, type InstanceRecord } from './record.js';
