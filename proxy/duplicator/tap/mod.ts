export type { Mark, TapStatus } from './capture-status.js';
export type { ClientGap, Freeze } from './client-gap.js';
export type { RingSize } from './capture.js';
export { DEFAULT_BUFFER_BYTES, DEFAULT_RING, startTap, type Tap, type TapOptions } from './tap.js';
