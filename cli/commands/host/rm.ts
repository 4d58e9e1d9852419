import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { printJson } from '../../output/mod.js';

interface RmOptions {
  readonly force?: true;
}

export function hostRm(bind: Bind) {
  const command = defineCommand({
    name: 'rm',
    summary: 'forget a host that is gone',
    description:
      'Refused while its agent or proxy beats, or while it has instances, clones or replicas, unless forced. Touches nothing on it.',
    examples: [
      ['parikshan host rm alpha', 'after its agent and proxy were ended'],
      ['parikshan host rm alpha --force', 'its machine burnt: forget also what it had'],
    ],
  })
    .addArgument(nameArgument('host'))
    .option(
      '-f, --force',
      'forget also what it has; if its roles beat it is there again at once, with the instances it holds and nothing else',
    );

  return bind<RmOptions, [string]>(command, async (context, options, name) => {
    const { terminal } = context;
    await context.withCoordinator(async (coordinator) => {
      const request = { name, force: options.force === true };
      const forgotten = await coordinator.removeHost(request, unaryOptions(context.interrupts.signal));
      const { instances, clones, replicas } = forgotten;
      if (context.json) return printJson(terminal, { removed: name, instances, clones, replicas });
      if (!terminal.errIsTty) return;
      const things = [...instances, ...clones, ...replicas];
      const also = things.length === 0 ? '' : `, and with it ${things.join(', ')}`;
      terminal.err.write(`${name} is forgotten${also}.\n`);
    });
  });
}
