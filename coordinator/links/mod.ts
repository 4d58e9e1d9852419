/** The ways between hosts, as their agents measure them, and which of them to take. */
export { Links } from './links.js';
export { nextPair, type Pair, type Peer } from './next-pair.js';
export {
  planRoute,
  type Route,
  type RouteFacts,
  type RoutePlan,
  type RouteWish,
  type SshHop,
} from './route.js';
export type { Link } from './way.js';
