/** The life of a role's process: start, signals, drain, end. */
export { runRole, SUPERVISED_ENV, type RunningRole, type RunRoleOptions } from './run-role.js';
export type { HostProcess } from './host-process.js';
