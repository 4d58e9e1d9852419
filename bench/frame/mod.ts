/**
 * What all benches stand on. A bench is an object of type `Bench`, listed in bench/benches.ts; everything else here is
 * for its inside: an installation of Parikshan of its own, statistics, the order of variants, tables.
 */
export type { Bench, BenchContext, BenchOption, BenchPlace, BenchReport, Goal, Say } from './bench.js';
export { createClone, type CreateCloneOptions } from './create-clone.js';
export { INSTALLED_CRIU, withInstalledCriu } from './installed-criu.js';
export { isQuiet, machineFacts, machineTable, type MachineFacts } from './machine-facts.js';
export {
  makeRootfs,
  PrivateInstallation,
  ROOTFS_CACHE,
  type InstanceOptions,
  type Rootfs,
  type RunningInstance,
} from './private-installation.js';
export { rotated } from './rotation.js';
export { percentile, ratiosByRound, summarize, type Summary } from './statistics.js';
export { figure, renderMarkdown, renderText, spread, type Table } from './table.js';
export { untilAborted } from './until-aborted.js';
