export { forgetOldOperations } from './forgetting.js';
export { operationMessage } from './message.js';
export { endOperation, failed, Operations, type OperationWork, type RequestIdentity } from './operations.js';
export { performSteps, type StepsOptions } from './perform-steps.js';
export { OperationRun, type OperationNews } from './run.js';
