import { defineCommand, progressOption } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { findOperationId, followToSuccess } from '../../operation/mod.js';
import { printOperation } from './details.js';
import { operationArgument } from './show.js';

export function operationWatch(bind: Bind) {
  const command = defineCommand({
    name: 'watch',
    summary: 'follow an operation from its first event to its end',
    description: 'Ctrl-C stops following, not the operation. Fails when the operation does.',
    examples: [
      ['parikshan operation watch op-3f', 'by a prefix of its id'],
      ['parikshan operation watch op-3f --progress rawjson', 'every event as JSON on stderr'],
    ],
  })
    .addArgument(operationArgument())
    .addOption(progressOption());

  return bind(command, async (context, _options, prefix) => {
    await context.withCoordinator(async (coordinator) => {
      const id = await findOperationId(coordinator, prefix, context.interrupts.signal);
      const { operation } = await followToSuccess(context, coordinator, id);
      printOperation(context, operation);
    });
  });
}
