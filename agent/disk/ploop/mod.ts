/** Disk images that others made: ploop's, in the expanded format and raw. They are only read, and turned into one raw file. */
export { findImage, findRawImage } from './find-image.js';
export { copyImage } from './copy-image.js';
export { dataBytes, type DiskImage } from './layers.js';
