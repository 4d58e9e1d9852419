import type { Operation__Output } from '../../../proto/gen/parikshan/v1/Operation.js';
import type { CommandContext } from '../../context.js';
import { formatElapsed, formatTime, paintState, palette, printDetails, printJson } from '../../output/mod.js';
import { operationJson, operationState } from '../../shape/mod.js';

/** Prints an operation: details, or its JSON. */
export function printOperation({ terminal, json }: CommandContext, operation: Operation__Output): void {
  if (json) return printJson(terminal, operationJson(operation));
  const { failure } = operation;
  printDetails(terminal, [
    ['id', operation.id],
    ['kind', operation.kind],
    ['target', operation.target],
    ['state', paintState(palette(terminal.outHasColour), operationState(operation))],
    ['started', formatTime(operation.createdAt, terminal.outIsTty, terminal.now())],
    ['ended', formatTime(operation.finishedAt, terminal.outIsTty, terminal.now())],
    ['took', formatElapsed(operation.createdAt, operation.finishedAt, terminal.now())],
    ['results', operation.results.join(' ')],
    ['failure', failure ? `${failure.message} (${failure.reason})` : undefined],
    ['what to do', failure?.remedy || undefined],
  ]);
}
