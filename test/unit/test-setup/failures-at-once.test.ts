import { expect, test } from 'vitest';
import { failureText } from '../../setup/failures-at-once.js';

test('a failure is told with each of its errors, and where they came from', () => {
  const errors = [
    {
      message: 'expected 1 to be 2',
      diff: '- 2\n+ 1',
      stacks: [{ method: '', file: '/a.ts', line: 3, column: 1 }],
    },
    { message: 'timed out', cause: { message: 'nobody answered' }, stack: 'Error: timed out\n    at b.ts:4' },
  ];
  expect(failureText('a > b', errors)).toBe(
    [
      'FAILED: a > b',
      '  expected 1 to be 2',
      '  - 2',
      '  + 1',
      '  at a function /a.ts:3',
      '  timed out',
      '  because nobody answered',
      '  Error: timed out',
      '      at b.ts:4',
      '',
    ].join('\n'),
  );
});
