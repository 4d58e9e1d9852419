/** Freezing a container: memory, disk and cut in one moment, with production running again whatever happens. */
export {
  boundPaths,
  freeze,
  removeClone,
  type FreezeRequest,
  type FreezeSubject,
  type Frozen,
} from './freezer.js';
export { clonePaths, failedLogPath, freezeFiles, imageAreaDir, type ClonePaths } from './freeze-paths.js';
export { cloneRecordSchema, type CloneRecord } from './clone-record.js';
export { haltFiles, haltsFolder } from './halts.js';
export { ensureImageArea, imageAreaRoom } from './image-area.js';
export { journalSchema, letGo, type Journal } from './journal.js';
export { release } from './release.js';
export { socketsOf } from './repair-end.js';
export * from './errors.js';
