/** A bench's tables: aligned text for a terminal, Markdown for documents. Pure. */
import type { Summary } from './statistics.js';

/** A table of texts. The first column is aligned to the left; all others to the right, or to the left as well in `prose`. */
export interface Table {
  readonly title: string;
  readonly prose?: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const GAP = '   ';
/** A rule longer than this would wrap. */
const TERMINAL_WIDTH = 100;

/** The table as lines for a terminal, under its title. */
export function renderText(table: Table): string {
  const lines = [table.columns, ...table.rows];
  const widths = table.columns.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? '').length)));
  const width = widths.reduce((sum, one) => sum + one, 0) + GAP.length * (widths.length - 1);
  const rule = '-'.repeat(Math.min(width, TERMINAL_WIDTH));
  const written = lines.map((line) =>
    widths
      .map((width, i) => (isLeft(table, i) ? (line[i] ?? '').padEnd(width) : (line[i] ?? '').padStart(width)))
      .join(GAP)
      .trimEnd(),
  );
  return [table.title, rule, written[0], rule, ...written.slice(1), ''].join('\n');
}

/** The table in Markdown, under its title in bold. */
export function renderMarkdown(table: Table): string {
  const row = (cells: readonly string[]) =>
    `| ${table.columns.map((_, i) => (cells[i] ?? '').replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = `|${table.columns.map((_, i) => (isLeft(table, i) ? ' --- ' : ' --: ')).join('|')}|`;
  return [`**${table.title}**`, '', row(table.columns), rule, ...table.rows.map(row), ''].join('\n');
}

function isLeft(table: Table, column: number): boolean {
  return column === 0 || table.prose === true;
}

/** A number with as many decimals as still say something: 0.123, 4.56, 78.9, 1,234. `-` when it is not one. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  const decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** `median [min-max]`. `-` of no samples. */
export function spread(summary: Summary): string {
  if (summary.n === 0) return '-';
  return `${figure(summary.median)} [${figure(summary.min)}-${figure(summary.max)}]`;
}
