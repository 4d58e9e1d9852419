import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { completionScript } from '../../../../cli/completion/mod.js';

const WORDS = [
  {
    path: [],
    subcommands: [
      { name: 'clone', summary: "clones' list" },
      { name: 'up', summary: 'run' },
    ],
    options: [{ name: '--help', summary: 'x' }],
  },
  { path: ['clone'], subcommands: [{ name: 'list', summary: 'l' }], options: [] },
  { path: ['clone', 'list'], subcommands: [], options: [{ name: '--json', summary: 'j' }] },
  { path: ['up'], subcommands: [], options: [{ name: '--detach', summary: 'd' }] },
];

/** What bash would offer after these words. */
function offered(...words: string[]): string[] {
  const line = ['parikshan', ...words];
  const script = `${completionScript('bash', WORDS)}
COMP_WORDS=(${line.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${line.length - 1}; _parikshan; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((word) => word !== '');
}

describe('completion', () => {
  it('offers subcommands, then options of the command meant', () => {
    expect(offered('')).toEqual(['clone', 'up', '--help']);
    expect(offered('cl')).toEqual(['clone']);
    expect(offered('clone', '')).toEqual(['list']);
    expect(offered('--run-dir', '/x', 'clone', 'list', '--')).toEqual(['--json']);
    expect(offered('up', '--d')).toEqual(['--detach']);
    expect(offered('up', '--', '')).toEqual([]);
  });

  it('has a script for the other shells', () => {
    expect(completionScript('zsh', WORDS)).toMatch(/^#compdef parikshan\n/);
    const fish = completionScript('fish', WORDS);
    expect(fish).toContain("-a clone -d 'clones\\' list'");
    expect(fish).toContain('-l json');
  });
});
