import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { parseDuration } from '../../input/mod.js';
import { settleOperation } from '../../operation/mod.js';
import type { FollowOptions } from '../../operation/mod.js';
import { printOutcome } from '../outcome.js';

interface StopOptions extends FollowOptions {
  readonly grace?: number;
}

export function instanceStop(bind: Bind) {
  const command = defineCommand({
    name: 'stop',
    summary: 'stop a production container',
    description: 'TERM first, KILL after the grace. Its disk and its clones stay.',
    follows: true,
    examples: [
      ['parikshan instance stop redis', 'stop it'],
      ['parikshan instance stop redis --grace 60s', 'give it a minute to end by itself'],
    ],
  })
    .addArgument(nameArgument('instance'))
    .option('--grace <duration>', 'time between TERM and KILL (default: 10s)', parseDuration);

  return bind<StopOptions, [string]>(command, async (context, options, name) => {
    await context.withCoordinator(async (coordinator) => {
      const request = { name, graceMs: options.grace ?? 0 };
      const { operation } = await coordinator.stopInstance(request, unaryOptions(context.interrupts.signal));
      const ended = await settleOperation(context, coordinator, operation, options);
      if (ended !== undefined) printOutcome(context, ended.operation, `${name} is stopped.`);
    });
  });
}
