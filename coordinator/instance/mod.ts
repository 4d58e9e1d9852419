export { InstanceCreation, type InstanceTools } from './creation.js';
export { InstanceRemoval } from './removal.js';
export { InstanceStop } from './stop.js';
