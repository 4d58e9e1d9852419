import type { Operation__Output } from '../../proto/gen/parikshan/v1/Operation.js';
import type { CommandContext } from '../context.js';
import type { Coordinator } from '../coordinator.js';
import {
  DetachedError,
  IncompleteAnswerError,
  OperationCancelledError,
  OperationFailedError,
} from '../errors.js';
import { printJson } from '../output/mod.js';
import { progressDisplay } from '../progress/mod.js';
import type { ProgressMode } from '../progress/mod.js';
import { operationJson, operationState } from '../shape/mod.js';
import { followOperation } from './follow.js';
import type { FollowedOperation } from './follow.js';

/** Options of commands that start an operation. */
export interface FollowOptions {
  readonly detach?: true;
}

/** The operation an answer must hold. */
export function requireOperation(operation: Operation__Output | null): Operation__Output {
  if (operation === null) throw new IncompleteAnswerError('operation');
  return operation;
}

/** What an operation is, for a sentence: `clone.create of redis`. */
function describe(operation: Operation__Output): string {
  return `${operation.kind} of ${operation.target}`;
}

/** Throws unless the operation ended well. */
export function requireSuccess(operation: Operation__Output): void {
  const state = operationState(operation);
  if (state === 'cancelled') throw new OperationCancelledError(operation.id, describe(operation));
  if (state !== 'succeeded') {
    throw new OperationFailedError(operation.id, describe(operation), operation.failure);
  }
}

/**
 * Follows an operation to its end on the display that was asked for. Ctrl-C leaves it running.
 * @throws DetachedError after Ctrl-C, OperationFailedError or OperationCancelledError when it ended badly
 */
export async function followToSuccess(
  context: CommandContext,
  coordinator: Coordinator,
  operationId: string,
  mode: ProgressMode = context.progress,
): Promise<FollowedOperation> {
  const display = progressDisplay(mode, context.terminal, context.json);
  const detach = new AbortController();
  const giveBack = context.interrupts.takeOver(() => detach.abort(new DetachedError(operationId)));
  try {
    const followed = await followOperation(coordinator, operationId, display, detach.signal);
    display.end();
    requireSuccess(followed.operation);
    return followed;
  } finally {
    giveBack();
    display.end();
  }
}

/**
 * Deals with the operation a command has started: prints its id with `--detach`, follows it otherwise.
 * @returns the end of the operation; undefined when detached
 */
export async function settleOperation(
  context: CommandContext,
  coordinator: Coordinator,
  started: Operation__Output | null,
  options: FollowOptions,
): Promise<FollowedOperation | undefined> {
  const operation = requireOperation(started);
  if (options.detach !== true) return await followToSuccess(context, coordinator, operation.id);
  if (context.json) {
    printJson(context.terminal, { operation: operationJson(operation) });
  } else {
    context.terminal.out.write(`${operation.id}\n`);
    if (context.terminal.errIsTty) {
      context.terminal.err.write(`Follow it with \`parikshan operation watch ${operation.id}\`.\n`);
    }
  }
  return undefined;
}
