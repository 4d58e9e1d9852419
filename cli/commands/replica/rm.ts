import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { settleOperation } from '../../operation/mod.js';
import type { FollowOptions } from '../../operation/mod.js';
import { printOutcome } from '../outcome.js';

export function replicaRm(bind: Bind) {
  const command = defineCommand({
    name: 'rm',
    summary: 'end a replica and remove it; its clone stays',
    follows: true,
    examples: [['parikshan replica rm redis-1-r1', 'remove it']],
  }).addArgument(nameArgument('replica'));

  return bind<FollowOptions, [string]>(command, async (context, options, name) => {
    await context.withCoordinator(async (coordinator) => {
      const { operation } = await coordinator.removeReplica(
        { name },
        unaryOptions(context.interrupts.signal),
      );
      const ended = await settleOperation(context, coordinator, operation, options);
      if (ended !== undefined) printOutcome(context, ended.operation, `${name} is removed.`);
    });
  });
}
