import type { Operation__Output } from '../../proto/gen/parikshan/v1/Operation.js';
import type { CommandContext } from '../context.js';
import { printJson } from '../output/mod.js';
import { operationJson } from '../shape/mod.js';

/** The end of a command whose only result is that it is done: a sentence for a person, `{operation}` as JSON. */
export function printOutcome(context: CommandContext, operation: Operation__Output, sentence: string): void {
  if (context.json) return printJson(context.terminal, { operation: operationJson(operation) });
  if (context.terminal.errIsTty) context.terminal.err.write(`${sentence}\n`);
}
