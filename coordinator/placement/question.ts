import type { Claim } from './claim.js';
import type { Fleet } from './fleet.js';
import type { PlacementNeeds } from './needs.js';
import type { Link } from './score.js';

/** All that the answer depends on. */
export interface PlacementQuestion {
  readonly needs: PlacementNeeds;
  readonly fleet: Fleet;
  /** What is promised on hosts to clones in the making; see Reservations. */
  readonly reserved: ReadonlyMap<string, Claim>;
  /** What was measured between the source and other hosts; a host need not be in it. */
  readonly links: ReadonlyMap<string, Link>;
}
