export { coordinatorService } from './coordinator-service.js';
export type { Services } from './services.js';
