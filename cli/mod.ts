/** The command line, for tests that walk its commands. */
export { buildProgram } from './program.js';
export { rolePath } from './checks/mod.js';
