export * from './log-size.js';
export * from './names.js';
export { Logs } from './logs.js';
export { Captures, wireAddresses, type CaptureTarget } from './captures.js';
