/** Figures, and counts in words. Pure. */
export { formatCount, plural } from './count.js';
export { median } from './median.js';
