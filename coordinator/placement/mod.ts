/** Which replica goes on which host. */
export { addClaim, claimSchema, claimsSchema, NO_CLAIM, type Claim, type Claims } from './claim.js';
export { PlacementRefusedError } from './errors.js';
export { explainRefusal, explainUnused, scoreText, type Refusal, type UnusedHost } from './explain.js';
export { makeFleet, type Fleet } from './fleet.js';
export { placementLines } from './lines.js';
export {
  isLabelKey,
  isLabelValue,
  labelText,
  parseLabelRequirement,
  type ImageNeeds,
  type LabelRequirement,
  type PlacementMode,
  type PlacementNeeds,
} from './needs.js';
export { place, type Obstacle, type Placement, type UsedHost } from './place.js';
export { programFlags } from './program-flags.js';
export type { PlacementQuestion } from './question.js';
export {
  figure,
  placementHost,
  type HostLabels,
  type HostStanding,
  type PlacementHost,
} from './placement-host.js';
export type { Reason, ReasonCode } from './reason.js';
export { Reservations } from './reservations.js';
export type { Link, Score } from './score.js';
