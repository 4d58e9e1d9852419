import type { CommandWords, Word } from './words.js';

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Fish's condition for "the words so far are exactly this path". */
function condition(path: readonly string[], children: readonly Word[]): string {
  if (path.length === 0) return '__fish_use_subcommand';
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
  if (children.length === 0) return seen;
  return `${seen}; and not __fish_seen_subcommand_from ${children.map((c) => c.name).join(' ')}`;
}

/** A script for fish: completes subcommands and options with what they are for. */
export function fishScript(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ path, subcommands, options }) => [
    ...subcommands.map(
      (word) =>
        `complete -c parikshan -f -n ${quote(condition(path, subcommands))} -a ${word.name} -d ${quote(word.summary)}`,
    ),
    ...options.map(
      (word) =>
        `complete -c parikshan -n ${quote(condition(path, subcommands))} -l ${word.name.slice(2)} -d ${quote(word.summary)}`,
    ),
  ]);
  return `# fish completion of parikshan\n${lines.join('\n')}\n`;
}
