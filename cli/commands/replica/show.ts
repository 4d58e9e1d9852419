import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { palette, printJson, renderDetails } from '../../output/mod.js';
import { replicaJson } from '../../shape/mod.js';
import { divergenceLines, replicaDetails } from './details.js';
import { requireReplica } from './require.js';

export function replicaShow(bind: Bind) {
  const command = defineCommand({
    name: 'show',
    summary: 'show one replica: how far it is, whether it still does what production did',
    examples: [
      ['parikshan replica show redis-1-r1', 'everything about it'],
      ['gdb -p "$(parikshan replica show redis-1-r1 --json | jq .pid)"', 'a debugger on its first process'],
    ],
  }).addArgument(nameArgument('replica'));

  return bind(command, async (context, _options, name) => {
    const { terminal } = context;
    await context.withCoordinator(async (coordinator) => {
      const replica = requireReplica(
        await coordinator.getReplica({ name }, unaryOptions(context.interrupts.signal)),
      );
      if (context.json) return printJson(terminal, replicaJson(replica));
      const colours = palette(terminal.outHasColour);
      const view = { colours, forTerminal: terminal.outIsTty, now: terminal.now() };
      terminal.out.write(renderDetails(replicaDetails(replica, view), terminal.outIsTty, colours));
      const divergence = replica.replay?.firstDivergence ?? null;
      if (divergence !== null) terminal.out.write(`\n${divergenceLines(divergence).join('\n')}\n`);
    });
  });
}
