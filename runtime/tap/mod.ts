/** What the figures of a tap mean. Pure. */
export { isBehind } from './behind.js';
