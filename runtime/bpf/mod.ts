/** Programs of ours that run in the kernel (BPF), and what they tell: how far instances have read. */
export { BtfFormatError, BtfTypes } from './btf.js';
export { Assembler, type Register, type Size } from './assembler.js';
export {
  KernelTypesUnknownError,
  kernelReadOffsets,
  ReadEvents,
  readEventsObstacle,
  type ReadEventsObstacle,
  type ReadEventsOptions,
} from './read-events.js';
export { EVENT_BYTES, EventField, readOffsets, readProgram, type ReadOffsets } from './read-program.js';
