export { CloneCreation } from './creation.js';
export type { CloneTools } from './job.js';
export { CloneRemoval } from './removal.js';
export {
  DEFAULT_FREEZE_DEADLINE_MS,
  MAX_FREEZE_DEADLINE_MS,
  MAX_REPLICAS,
  type CloneRequest,
} from './request.js';
export { removeExpired } from './expiry.js';
export { ReplicaStart, type StartRequest } from './start.js';
export { heldBy } from './state.js';
