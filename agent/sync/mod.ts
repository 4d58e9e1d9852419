/** How disks and clones travel: the agent that wants one pulls it from the agent that has it. */
export { Fetches, type FetchesOptions } from './fetches.js';
export { Generations, type Generation, type GenerationRecord, type RunningDisk } from './generations.js';
export { Holdings, type HeldClone, type Holding } from './holdings.js';
export { ReadThreads } from './read-threads.js';
export { Source, type SourceOptions } from './source.js';
export * from './errors.js';
