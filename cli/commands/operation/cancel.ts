import { defineCommand } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { findOperationId, requireOperation } from '../../operation/mod.js';
import { printOperation } from './details.js';
import { operationArgument } from './show.js';

export function operationCancel(bind: Bind) {
  const command = defineCommand({
    name: 'cancel',
    summary: 'stop an operation and undo what it made',
    description: 'Returns as soon as cancelling has begun; `operation watch` shows the undoing.',
    examples: [['parikshan operation cancel op-3f', 'by a prefix of its id']],
  }).addArgument(operationArgument());

  return bind(command, async (context, _options, prefix) => {
    await context.withCoordinator(async (coordinator) => {
      const { signal } = context.interrupts;
      const id = await findOperationId(coordinator, prefix, signal);
      const { operation } = await coordinator.cancelOperation({ id }, unaryOptions(signal));
      printOperation(context, requireOperation(operation));
    });
  });
}
