import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { settleOperation } from '../../operation/mod.js';
import type { FollowOptions } from '../../operation/mod.js';
import { printOutcome } from '../outcome.js';

interface RmOptions extends FollowOptions {
  readonly force?: true;
}

export function instanceRm(bind: Bind) {
  const command = defineCommand({
    name: 'rm',
    summary: 'remove a production container with its disk',
    description: 'Refused while it runs or has clones, unless forced.',
    follows: true,
    examples: [
      ['parikshan instance rm redis', 'remove one that is stopped'],
      ['parikshan instance rm redis --force', 'stop it, remove it and all its clones'],
    ],
  })
    .addArgument(nameArgument('instance'))
    .option('-f, --force', 'stop it first, and remove its clones');

  return bind<RmOptions, [string]>(command, async (context, options, name) => {
    await context.withCoordinator(async (coordinator) => {
      const request = { name, force: options.force === true };
      const { operation } = await coordinator.removeInstance(
        request,
        unaryOptions(context.interrupts.signal),
      );
      const ended = await settleOperation(context, coordinator, operation, options);
      if (ended !== undefined) printOutcome(context, ended.operation, `${name} is removed.`);
    });
  });
}
