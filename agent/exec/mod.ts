/** Commands in replicas, and tools of the host beside them. */
export { execArguments, quoted, usableSize, type ExecPlan, type ExecTarget } from './command.js';
export { converse, type StartExecution } from './conversation.js';
export { Execution } from './execution.js';
export { sweepExecutions } from './leftover.js';
export { sessionProcesses } from './session.js';
