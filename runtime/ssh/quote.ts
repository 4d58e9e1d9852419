/** A word as a shell reads it back unchanged, whatever is in it. Pure. */
export function shellQuote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command line that runs a script of `sh` with these arguments, as root. Pure. */
export function shellCommand(script: string, args: readonly string[], sudo: boolean): string {
  const words = ['sh', '-c', script, 'parikshan', ...args].map(shellQuote).join(' ');
  return sudo ? `sudo -n ${words}` : words;
}
