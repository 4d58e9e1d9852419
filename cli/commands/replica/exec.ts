import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { UsageError } from '../../errors.js';
import { execSession } from '../../exec/mod.js';

interface ExecOptions {
  readonly tty?: true;
  readonly interactive?: true;
  readonly hostTool?: true;
}

export function replicaExec(bind: Bind) {
  const command = defineCommand({
    name: 'exec',
    summary: 'run a command in a replica',
    description:
      'Exits with the exit code of the command, 128 + N when signal N ended it, 127 when there is no such command;\n' +
      'failures before that use the codes of `parikshan help exit-codes`. Without -i it gets no input, so that a shell ends\n' +
      "at once. With --host-tool the program is the host's own and sees the replica's processes and\n" +
      "network; {pid} in an argument becomes the pid of the replica's first process.",
    json: false,
    examples: [
      ['parikshan replica exec redis-1-r1 -- redis-cli info memory', 'a command of the container'],
      ['parikshan replica exec -t -i redis-1-r1 -- sh', 'a shell'],
      [
        'parikshan replica exec -t -i --host-tool redis-1-r1 -- gdb -p {pid}',
        "the host's gdb on its first process",
      ],
      ['echo PING | parikshan replica exec -i redis-1-r1 -- redis-cli', 'input from a pipe'],
    ],
  })
    .addArgument(nameArgument('replica'))
    .argument('<command...>', 'the command and its arguments')
    .option('-t, --tty', 'give it this terminal')
    .option('-i, --interactive', 'send it stdin')
    .option('--host-tool', "run the host's own program on the replica");

  return bind<ExecOptions, [string, string[]]>(command, async (context, options, replica, argv) => {
    const { stdin, stdout, stderr } = process;
    if (options.tty === true && !(stdin.isTTY && stdout.isTTY)) {
      throw new UsageError(
        '-t needs a terminal, and stdin or stdout is none.',
        'Leave -t out, or run it from a terminal.',
      );
    }
    const spec = {
      replica,
      command: argv,
      terminal: options.tty === true,
      interactive: options.interactive === true,
      hostTool: options.hostTool === true,
    };
    return context.withCoordinator((coordinator) =>
      execSession(coordinator, spec, { stdin, stdout, stderr }, context.interrupts),
    );
  });
}
