/** CRIU: what it is asked, what it leaves behind, and what that means. */
export {
  DUMP_LOG,
  dumpOptions,
  preDumpOptions,
  GHOST_LIMIT_BYTES,
  RESTORE_CONFIG,
  type DumpRequest,
} from './dump-options.js';
export { startDump, type DumpEnd, type DumpProcess, type DumpProcessRequest } from './dump-process.js';
export { dumpOptionsSchema, type DumpOptions } from './rpc.js';
export { errorLines, remedyFor } from './dump-log.js';
export { keepLog } from './kept-log.js';
export { readImage, decodeImage, type DumpStats } from './image-file.js';
export { ownImagesFolder, remapImages } from './user-namespace-image.js';
export { addressText, readCutConnections } from './cut.js';
export { CriuMissingError, DamagedImageError } from './errors.js';
