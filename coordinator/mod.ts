export { startCoordinator, type Coordinator, type CoordinatorOptions } from './coordinator.js';
export * from './placement/mod.js';
