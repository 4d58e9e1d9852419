/** What containers wrote to stdout and stderr. */
export { LogParser, type LogLine } from './line.js';
export { readLog, type ReadLogOptions } from './reader.js';
