export { cloneJson, cloneState, suspendJson } from './clone.js';
export { endpointText } from './endpoint.js';
export { checkJson, hostJson, labelWords } from './host.js';
export { containerState, instanceJson } from './instance.js';
export { failureJson, operationEventJson, operationJson, operationState } from './operation.js';
export type { OperationStateName } from './operation.js';
export { replicaJson, replicaState } from './replica.js';
