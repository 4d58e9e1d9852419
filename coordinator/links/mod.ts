/** The ways between hosts, as their agents measure them. */
export { Links, type Link } from './links.js';
export { nextPair, type Pair, type Peer } from './next-pair.js';
