import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../../../cli/program.js';

/** Commands whose result is no data; their help says so by having no --json. */
const WITHOUT_JSON = ['up', 'down', 'replica exec', 'completion'];
const TOPICS = ['exit-codes', 'environment', 'json'];

interface Leaf {
  readonly path: string;
  readonly command: Command;
}

function leaves(command: Command, path: readonly string[]): readonly Leaf[] {
  if (command.commands.length === 0) return [{ path: path.join(' '), command }];
  return command.commands.flatMap((child) => leaves(child, [...path, child.name()]));
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) }).exitOverride();
  expect(() => command.help()).toThrow();
  return text;
}

const program = buildProgram((command) => command);
const all = leaves(program, []).filter(({ path }) => !TOPICS.includes(path));

describe('every command', () => {
  it('is one of those promised', () => {
    expect(all.map(({ path }) => path).sort()).toEqual(
      [
        'up',
        'down',
        'status',
        'doctor',
        'completion',
        'host list',
        'host show',
        'host check',
        'host drain',
        'host label',
        'host rm',
        'instance run',
        'instance list',
        'instance show',
        'instance logs',
        'instance stop',
        'instance rm',
        'clone create',
        'clone list',
        'clone show',
        'clone rm',
        'clone start-replica',
        'replica list',
        'replica show',
        'replica watch',
        'replica exec',
        'replica logs',
        'replica rm',
        'host add',
        'operation list',
        'operation show',
        'operation watch',
        'purge',
        'operation cancel',
      ].sort(),
    );
  });

  it.each(all.map(({ path, command }) => [path, command] as const))(
    '%s has help with examples',
    (path, command) => {
      const help = helpOf(command);
      expect(help).toMatch(/^Usage: /);
      expect(help).toMatch(/\nExamples:\n {2}# .+\n {2}\$ .*parikshan /);
      expect(command.summary()).not.toBe('');
      const words = path.split(' ').join(' ');
      expect(help).toContain(`parikshan ${words}`);
    },
  );

  it.each(all.map(({ path, command }) => [path, command] as const))(
    '%s has --json where it has data',
    (path, command) => {
      const json = command.options.some((option) => option.long === '--json');
      expect(json).toBe(!WITHOUT_JSON.includes(path));
    },
  );

  it('explains each of its options', () => {
    for (const { command } of all) {
      for (const option of command.options)
        expect(option.description, `${command.name()} ${option.flags}`).not.toBe('');
    }
  });
});

describe('help topics', () => {
  it.each(TOPICS)('%s has a text', (topic) => {
    const command = program.commands.find((c) => c.name() === topic);
    expect(command?.helpInformation().length).toBeGreaterThan(200);
  });
});
