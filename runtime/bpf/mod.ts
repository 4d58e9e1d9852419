/** Programs of ours that run in the kernel (BPF), and what they tell: how far instances have read. */
export { BtfFormatError, BtfTypes } from './btf.js';
export { Assembler } from './assembler.js';
export { ReadEvents, readEventsObstacle, type ReadEventsObstacle } from './read-events.js';
export { EventField, readOffsets } from './read-program.js';
