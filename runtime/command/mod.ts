/** Running other programs: bounded in time and output, killed with their children, clear when they fail. */
export { run, type RunOptions, type RunResult } from './run.js';
