export { parseCpus, wholeNumber } from './count.js';
export { parseDuration } from './duration.js';
export { collectEnv, parseContainerPath, parseNewName, parseUser } from './name.js';
export { parsePort, parsePortSpec } from './port.js';
export type { PortSpec } from './port.js';
export { matchPrefix } from './prefix.js';
export type { PrefixMatch } from './prefix.js';
export { parseSize } from './size.js';
