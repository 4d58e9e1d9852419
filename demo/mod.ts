/** What the demo has and benches and tests use too: the product by its command line, and a small Redis client. */
export {
  Product,
  type CloneCreatedJson,
  type Installation,
  type ReplicaJson,
  type SuspendJson,
} from './product.js';
export { Load, type LoadResult, type LoadTarget } from './load.js';
export { RedisClient, type Reply } from './redis-client.js';
export { watchUntil } from './watch.js';
