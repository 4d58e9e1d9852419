import { plural } from '../../../runtime/figures/mod.js';
import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { printJson } from '../../output/mod.js';
import { hostJson } from '../../shape/mod.js';
import { requireHost } from './require.js';

interface DrainOptions {
  readonly undo?: true;
}

export function hostDrain(bind: Bind) {
  const command = defineCommand({
    name: 'drain',
    summary: 'let a host have no new instances and replicas',
    description: 'What runs there stays, and goes on. Drained already, it stays as it is.',
    examples: [
      ['parikshan host drain alpha', 'before its machine is taken away'],
      ['parikshan host drain --undo alpha', 'it may have new ones again'],
    ],
  })
    .addArgument(nameArgument('host'))
    .option('--undo', 'let it have new ones again');

  return bind<DrainOptions, [string]>(command, async (context, options, name) => {
    const { terminal } = context;
    await context.withCoordinator(async (coordinator) => {
      const request = { name, undo: options.undo === true };
      const host = requireHost(await coordinator.drainHost(request, unaryOptions(context.interrupts.signal)));
      if (context.json) return printJson(terminal, hostJson(host));
      if (!terminal.errIsTty) return;
      const stays = `${plural(host.instances, 'instance')} and ${plural(host.replicas, 'replica')}`;
      terminal.err.write(
        host.drained
          ? `${name} gets nothing new. It has ${stays}, which stay.\n`
          : `${name} may have new instances and replicas.\n`,
      );
    });
  });
}
