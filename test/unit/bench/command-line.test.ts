import { expect, test } from 'vitest';
import { benchHelp, BenchUsageError, parseBenchRequest } from '../../../bench/command-line.js';
import type { Bench } from '../../../bench/frame/mod.js';

const bench: Bench = {
  name: 'jump',
  summary: 'how high it jumps',
  defaultRuns: 7,
  options: {
    from: { type: 'string', placeholder: 'PLACE', help: 'where it jumps off' },
    twice: { type: 'boolean', help: 'two jumps' },
  },
  examples: [['jump --from roof', 'from the roof']],
  run: () => Promise.reject(new Error('not in this test')),
  clear: () => Promise.resolve(),
};

const parse = (...args: string[]) => parseBenchRequest(args, [bench]);

test('a bench, with nothing else', () => {
  expect(parse('jump')).toEqual({ bench, runs: 7, json: undefined, markdown: undefined, options: {} });
});

test('options of the frame and of the bench', () => {
  expect(
    parse('jump', '--runs', '3', '--json=a', '--markdown', 'b', '--from', 'roof', '--twice'),
  ).toMatchObject({
    runs: 3,
    json: 'a',
    markdown: 'b',
    options: { from: 'roof', twice: true },
  });
});

test.each([[[]], [['--help']], [['-h']], [['jump', '--help']]])('%j wants the help', (args) => {
  expect(parse(...args)).toBeUndefined();
});

test.each([
  { args: ['fly'], says: 'There is no bench called fly.' },
  { args: ['jump', '--runs', '0'], says: '--runs wants a whole number of at least 1, not 0.' },
  { args: ['jump', '--runs', 'many'], says: 'not many' },
  { args: ['jump', '--high'], says: "Unknown option '--high'" },
  { args: ['jump', 'high'], says: 'high' },
])('$args cannot be understood: $says', ({ args, says }) => {
  expect(() => parse(...args)).toThrow(BenchUsageError);
  expect(() => parse(...args)).toThrow(says);
});

test('the help names every option and example', () => {
  const help = benchHelp([bench]);
  for (const text of [
    'jump: how high it jumps. Runs: 7.',
    '--from PLACE',
    '--twice',
    '--runs N',
    '--json FILE',
  ])
    expect(help).toContain(text);
  expect(help).toContain('  # from the roof\n  npm run bench -- jump --from roof\n');
});
