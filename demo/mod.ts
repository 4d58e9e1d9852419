/** What the demo has and benches and tests use too: the product by its command line, several hosts on one
 * machine, and a small Redis client. */
export {
  Product,
  type CloneCreatedJson,
  type Installation,
  type ReplicaJson,
  type SuspendJson,
} from './product.js';
export { Load, type LoadResult, type LoadTarget } from './load.js';
export {
  HostLab,
  LabHost,
  type Command,
  type HostLabOptions,
  type LabPlace,
  type ProcessName,
  type RunOnHost,
} from './hosts/mod.js';
export { RedisClient, type Reply } from './redis-client.js';
export { watchUntil } from './watch.js';
