/** One piece of work at a time for each name. */
export { KeyedLock } from './keyed-lock.js';
