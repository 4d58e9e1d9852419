import { bashScript } from './bash.js';
import type { CommandWords } from './words.js';

/** A script for zsh, by way of its emulation of bash's completion. */
export function zshScript(commands: readonly CommandWords[]): string {
  return `#compdef parikshan
autoload -U +X bashcompinit && bashcompinit
${bashScript(commands)}`;
}
