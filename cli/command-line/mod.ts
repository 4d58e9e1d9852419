export type { Bind, CommandMaker, Handler, Options } from './bind.js';
export { addLocationOptions, defineCommand, defineGroup, nameArgument, progressOption } from './define.js';
export { usageError } from './usage.js';
