import { Argument } from 'commander';
import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind, Options } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { collectLabelChange } from '../../input/mod.js';
import type { LabelChanges } from '../../input/mod.js';
import { printJson } from '../../output/mod.js';
import { hostJson, labelWords } from '../../shape/mod.js';
import { requireHost } from './require.js';

export function hostLabel(bind: Bind) {
  const command = defineCommand({
    name: 'label',
    summary: 'set and remove labels of a host, for choosing where replicas go',
    description:
      'KEY=VALUE sets a label, KEY- removes one. Keys and values are letters, digits and . _ / - (1 to 63; a value may be empty).\n' +
      'Prints the labels there are then.',
    examples: [
      ['parikshan host label alpha zone=b disk=ssd', 'set two'],
      ['parikshan host label alpha disk-', 'remove one'],
    ],
  })
    .addArgument(nameArgument('host'))
    .addArgument(new Argument('<change...>', 'KEY=VALUE or KEY-').argParser(collectLabelChange));

  return bind<Options, [string, LabelChanges]>(command, async (context, _options, name, changes) => {
    const { terminal } = context;
    await context.withCoordinator(async (coordinator) => {
      const request = { name, set: changes.set, remove: [...changes.remove] };
      const unary = unaryOptions(context.interrupts.signal);
      const host = requireHost(await coordinator.setHostLabels(request, unary));
      if (context.json) return printJson(terminal, hostJson(host));
      terminal.out.write(`${labelWords(host.labels) || '-'}\n`);
    });
  });
}
