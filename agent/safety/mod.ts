/** Safety checks before a clone. */
export { cloneChecks } from './clone-checks.js';
export { DISK_RESERVE_BYTES, imageBytes } from './host-findings.js';
export { gatherCloneFacts, type GatherRequest } from './gather.js';
export { deviceNumber, parseDescriptorInfo, readDescriptors } from './descriptors.js';
export { lostTargets } from './lost-targets.js';
export { mappedMemory } from './mappings.js';
export { parseMounts } from './mounts.js';
export { loneEnds, parsePeers, parseSocketList } from './sockets.js';
export { descendants } from './process-tree.js';
export type {
  CloneFacts,
  ContainerProcess,
  Descriptor,
  DescriptorInfo,
  Mount,
  OpenFile,
  Outsider,
  SocketFacts,
} from './facts.js';
