import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { UsageError } from '../errors.js';

/** The command a line means, as far as its words go: `parikshan instance rnu` means `parikshan instance`. */
export function meantCommand(program: Command, argv: readonly string[]): string {
  let command = program;
  const path = [program.name()];
  for (const word of argv) {
    if (word.startsWith('-')) continue;
    const next = command.commands.find((c) => c.name() === word || c.aliases().includes(word));
    if (next === undefined) break;
    command = next;
    path.push(next.name());
  }
  return path.join(' ');
}

/**
 * What commander threw, as an error of ours; undefined when it had been asked for help or the version.
 */
export function usageError(error: unknown, program: Command, argv: readonly string[]): unknown {
  if (!(error instanceof CommanderError)) return error;
  // Help or the version was asked for, and printed.
  if (error.exitCode === 0) return undefined;
  const command = meantCommand(program, argv);
  const remedy = `See \`${command} --help\`.`;
  // A group without a subcommand: commander has printed the help to stderr already.
  if (error.code === 'commander.help') return new UsageError(`\`${command}\` needs a subcommand.`, remedy);
  const text = error.message.replace(/^error: /, '').trim();
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return new UsageError(/[.?!)]$/.test(sentence) ? sentence : `${sentence}.`, remedy);
}
