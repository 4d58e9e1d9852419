export { startCoordinator, type Coordinator, type CoordinatorOptions } from './coordinator.js';
