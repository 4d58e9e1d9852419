/** Containers: bundle, start under conmon, state, end. For instances and for replicas alike. */
export { buildSpec, type ContainerUser, type Limits, type OciSpec, type SpecInput } from './spec.js';
export { HostIds } from './host-ids.js';
export {
  firstFreeRange,
  ID_RANGE_SIZE,
  idMappings,
  mappedRange,
  parseSubordinateIds,
  rangeForReplica,
  type IdClaim,
  type IdRange,
} from './id-range.js';
export { containerPaths, type ContainerPaths } from './paths.js';
export { writeBundle } from './bundle.js';
export { conmonArguments, startConmon, type ConmonHost, type ContainerOrigin } from './conmon.js';
export { Containers, type ContainerStatus } from './containers.js';
export { isAlive, readExitStatus, waitForExit, type ContainerExit } from './exit.js';
export { cgroupState, type CgroupState } from './cgroup-state.js';
export { endInWords } from './exit-words.js';
export { memoryInUse, removeCgroupParent } from './cgroup.js';
export { Runc, type RuncState } from './runc.js';
