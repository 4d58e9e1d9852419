export { execSession } from './session.js';
export type { ExecSpec } from './session.js';
