export { ReplicaRemoval } from './removal.js';
