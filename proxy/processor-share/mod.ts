/** How much of the host's processors the proxy takes beside production. */
export { openProcessorShare, type ProcessorShare, type ShareClaim } from './processor-share.js';
