export { clearForPurge } from './clear-for-purge.js';
export { reportToParent, startInBackground } from './detach.js';
export { requireNoForeignMounts, removeFolder, unmountOwn } from './mounts-below.js';
export { endUp } from './end-up.js';
export { prepareToStart } from './prepare.js';
export { terminalReporter } from './reporter.js';
export { runUp } from './run-up.js';
export { readLiveUp } from './up-record.js';
export type { UpRecord } from './up-record.js';
