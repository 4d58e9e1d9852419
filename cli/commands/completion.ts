import { Argument } from 'commander';
import type { Command } from 'commander';
import { defineCommand } from '../command-line/mod.js';
import type { Bind } from '../command-line/mod.js';
import { completionScript, SHELLS } from '../completion/mod.js';
import type { CommandWords, Shell } from '../completion/mod.js';

/** The words of the command line, read off the program itself, so that completion cannot fall behind it. */
function wordsOf(command: Command, path: readonly string[]): readonly CommandWords[] {
  const visible = command
    .createHelp()
    .visibleCommands(command)
    .filter((c) => c.name() !== 'help');
  const own: CommandWords = {
    path,
    subcommands: visible.map((c) => ({ name: c.name(), summary: c.summary() })),
    options: command.options
      .filter((option) => option.long !== undefined && option.long !== null)
      .map((option) => ({ name: option.long as string, summary: option.description })),
  };
  return [own, ...visible.flatMap((c) => wordsOf(c, [...path, c.name()]))];
}

export function completion(bind: Bind) {
  const command = defineCommand({
    name: 'completion',
    summary: 'print a completion script for a shell',
    json: false,
    located: false,
    examples: [
      ['source <(parikshan completion bash)', 'bash, this session'],
      ['parikshan completion zsh > "${fpath[1]}/_parikshan"', 'zsh'],
      ['parikshan completion fish > ~/.config/fish/completions/parikshan.fish', 'fish'],
    ],
  }).addArgument(new Argument('<shell>', 'which shell').choices(SHELLS));

  return bind<object, [Shell]>(command, async ({ terminal }, _options, shell) => {
    const program = command.parent;
    if (program === null) return;
    terminal.out.write(completionScript(shell, wordsOf(program, [])));
  });
}
