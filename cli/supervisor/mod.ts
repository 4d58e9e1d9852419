export { endUp } from './end-up.js';
export { clearForPurge, prepareToStart, reportToParent, runUp, startInBackground } from './on-demand.js';
export { terminalReporter } from './reporter.js';
export { readLiveUp } from './up-record.js';
export type { UpRecord } from './up-record.js';
