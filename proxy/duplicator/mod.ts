export {
  DEFAULT_BUFFER_BYTES,
  startTap,
  type ClientGap,
  type Freeze,
  type Mark,
  type Tap,
  type TapOptions,
  type TapStatus,
} from './tap/mod.js';
