export { endUp } from './end-up.js';
export {
  clearForPurge,
  prepareToStart,
  removeFolder,
  reportToParent,
  requireNoForeignMounts,
  runUp,
  startInBackground,
  unmountOwn,
} from './on-demand.js';
export { terminalReporter } from './reporter.js';
export { readLiveUp } from './up-record.js';
export type { UpRecord } from './up-record.js';
