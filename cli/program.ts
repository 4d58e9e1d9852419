import { Command } from 'commander';
import { version } from '../runtime/config/mod.js';
import { addLocationOptions } from './command-line/mod.js';
import type { Bind } from './command-line/mod.js';
import {
  addHelpTopics,
  cloneCommands,
  completion,
  doctor,
  down,
  hostCommands,
  instanceCommands,
  operationCommands,
  purge,
  replicaCommands,
  status,
  up,
} from './commands/mod.js';

/** The whole command line. */
export function buildProgram(bind: Bind): Command {
  const program = new Command('parikshan')
    .description(
      'Live debugging of production containers: clone one while it serves, keep feeding the clones what production gets.',
    )
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'this text')
    .enablePositionalOptions()
    .showSuggestionAfterError();
  addLocationOptions(program);

  program.commandsGroup('Everything on this machine:');
  program
    .addCommand(up(bind))
    .addCommand(down(bind))
    .addCommand(status(bind))
    .addCommand(doctor(bind))
    .addCommand(purge(bind));
  program.commandsGroup('Containers, clones, replicas:');
  program
    .addCommand(instanceCommands(bind))
    .addCommand(cloneCommands(bind))
    .addCommand(replicaCommands(bind));
  program.commandsGroup('More:');
  program.addCommand(hostCommands(bind)).addCommand(operationCommands(bind)).addCommand(completion(bind));
  addHelpTopics(program);
  return program.addHelpText(
    'after',
    `
Examples:
  $ sudo parikshan up --detach
  $ sudo parikshan instance run redis --rootfs ./rootfs --port 6379 -- redis-server --protected-mode no
  $ sudo parikshan clone create redis --replicas 2
  $ sudo parikshan replica watch redis-1-r1

Every command has --help with examples. More: parikshan help exit-codes | environment | json
`,
  );
}
