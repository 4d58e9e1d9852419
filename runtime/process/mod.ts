/** Other processes: who they are, what the kernel says of them, who holds a port, and how to end one without hitting another of the same number. */
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
export { mappingsOf, parseMaps, readMaps, readMapsSync, type Mapping } from './maps.js';
export { allPids, allPidsSync } from './pids.js';
export { portHolder } from './port-holder.js';
export {
  hasEnded,
  isStopped,
  parseStat,
  readAllStats,
  readStat,
  readStatSync,
  TICKS_PER_SECOND,
  type ProcessStat,
} from './stat.js';
