import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { settleOperation } from '../../operation/mod.js';
import type { FollowOptions } from '../../operation/mod.js';
import { printOutcome } from '../outcome.js';

export function cloneRm(bind: Bind) {
  const command = defineCommand({
    name: 'rm',
    summary: 'remove a clone with its replicas, images and snapshot',
    follows: true,
    examples: [['parikshan clone rm redis-1', 'remove it; the instance does not notice']],
  }).addArgument(nameArgument('clone'));

  return bind<FollowOptions, [string]>(command, async (context, options, name) => {
    await context.withCoordinator(async (coordinator) => {
      const { operation } = await coordinator.removeClone({ name }, unaryOptions(context.interrupts.signal));
      const ended = await settleOperation(context, coordinator, operation, options);
      if (ended !== undefined) printOutcome(context, ended.operation, `${name} is removed.`);
    });
  });
}
