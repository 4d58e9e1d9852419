export { followOperation } from './follow.js';
export type { FollowedOperation } from './follow.js';
export { findOperationId } from './lookup.js';
export { pause } from './pause.js';
export { followToSuccess, requireOperation, requireSuccess, settleOperation } from './settle.js';
export type { FollowOptions } from './settle.js';
