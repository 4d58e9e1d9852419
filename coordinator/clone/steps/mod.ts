export { captureStep } from './capture.js';
export { clientGapStep } from './client-gap.js';
export { freezeStep } from './freeze.js';
export { markStep } from './mark.js';
export { planStep } from './plan.js';
export { furtherReplicasStep, replicasStep } from './replicas.js';
export { shipDiskStep, shipStep } from './ship.js';
export { safetyChecksStep } from './safety-checks.js';
