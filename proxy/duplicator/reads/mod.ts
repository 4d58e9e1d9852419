/** The order in which an instance's program reads from its connections. */
export { ReadWatch, type ReadEvent, type ReadWatchOptions } from './read-watch.js';
