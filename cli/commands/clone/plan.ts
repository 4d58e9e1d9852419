import type { OperationEvent__Output } from '../../../proto/gen/parikshan/v1/OperationEvent.js';
import type { CommandContext } from '../../context.js';
import type { FollowedOperation } from '../../operation/mod.js';
import { oneLine, printJson, printTable } from '../../output/mod.js';
import type { Column } from '../../output/mod.js';
import { operationJson } from '../../shape/mod.js';

interface PlanLine {
  readonly step: string;
  readonly message: string;
}

const COLUMNS: readonly Column<PlanLine>[] = [
  { title: 'step', cell: (line) => line.step },
  { title: 'what would be done', cell: (line) => oneLine(line.message) },
];

/** What the events of a dry run say, each thing once: a step's start is left out where it says no more than its name. */
export function planLines(events: readonly OperationEvent__Output[]): readonly PlanLine[] {
  const lines = events
    .filter((event) => event.step !== '' && event.message !== '')
    .map(({ step, message }) => ({ step, message }));
  return lines.filter(
    (line, i) => lines.findIndex((l) => l.step === line.step && l.message === line.message) === i,
  );
}

/** Prints what a clone would do: a table, or `{operation, plan: [{step, message}]}`. */
export function printPlan(context: CommandContext, followed: FollowedOperation): void {
  const plan = planLines(followed.events);
  if (context.json)
    return printJson(context.terminal, { operation: operationJson(followed.operation), plan });
  printTable(context.terminal, COLUMNS, plan, 'Nothing would be done.');
}
