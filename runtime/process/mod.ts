/** Other processes: who they are, who holds a port, and how to end one without hitting another of the same number. */
export {
  describeProcess,
  identifyProcess,
  isRunning,
  type ProcessDescription,
  type ProcessIdentity,
} from './identity.js';
export { endProcess } from './end-process.js';
export { ProcessWillNotEndError } from './errors.js';
export { findProgram } from './find-program.js';
export { portHolder } from './port-holder.js';
