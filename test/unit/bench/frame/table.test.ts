import { expect, test } from 'vitest';
import { summarize } from '../../../../bench/frame/statistics.js';
import { figure, renderMarkdown, renderText, spread } from '../../../../bench/frame/table.js';

const table = {
  title: 'Gaps',
  columns: ['what', 'ms'],
  rows: [
    ['ours', '56'],
    ['a|b', '1,234'],
  ],
};

test('text: columns are aligned under a rule', () => {
  expect(renderText(table)).toBe(
    ['Gaps', '------------', 'what      ms', '------------', 'ours      56', 'a|b    1,234', ''].join('\n'),
  );
});

test('Markdown: what would end a cell is escaped', () => {
  expect(renderMarkdown(table)).toBe(
    ['**Gaps**', '', '| what | ms |', '| --- | --: |', '| ours | 56 |', '| a\\|b | 1,234 |', ''].join('\n'),
  );
});

test('a figure has the decimals that say something', () => {
  expect([0.12345, 4.5678, 56.789, 1234.5, -0.5].map(figure)).toEqual([
    '0.123',
    '4.57',
    '56.8',
    '1,235',
    '-0.500',
  ]);
  expect([NaN, Infinity, null, undefined].map(figure)).toEqual(['-', '-', '-', '-']);
});

test('a spread is the median and the range', () => {
  expect(spread(summarize([50, 60, 110]))).toBe('60.0 [50.0-110]');
  expect(spread(summarize([]))).toBe('-');
});
