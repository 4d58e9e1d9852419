import { palette } from './colour.js';
import type { Palette } from './colour.js';
import type { Terminal } from './terminal.js';
import { oneLine, padEnd, padStart, visibleWidth } from './width.js';

/** How a cell is to be written: for a person at a terminal, or for a program that reads it. */
export interface CellContext {
  readonly forTerminal: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly colours: Palette;
}

/** A column: its title and how a row fills it. An empty cell is shown as `-`, so that columns can be cut apart. */
export interface Column<Row> {
  readonly title: string;
  readonly align?: 'left' | 'right';
  cell(row: Row, context: CellContext): string;
}

const GAP = '   ';

function cells<Row>(columns: readonly Column<Row>[], row: Row, context: CellContext): string[] {
  return columns.map((column) => {
    const text = column.cell(row, context);
    return text === '' ? '-' : text;
  });
}

/** Rows as tab-separated lines without a header, for programs. */
export function renderTabbed<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  now: number,
): string {
  const context: CellContext = { forTerminal: false, now, colours: palette(false) };
  return rows.map((row) => `${cells(columns, row, context).map(oneLine).join('\t')}\n`).join('');
}

/** Rows as an aligned table under a header, for people. */
export function renderAligned<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  context: CellContext,
): string {
  const body = rows.map((row) => cells(columns, row, context));
  const widths = columns.map((column, i) =>
    Math.max(column.title.length, ...body.map((line) => visibleWidth(line[i] ?? ''))),
  );
  const place = (text: string, i: number): string => {
    const width = widths[i] ?? 0;
    if (columns[i]?.align === 'right') return padStart(text, width);
    // The last column is not padded: it would only make lines wrap.
    return i === columns.length - 1 ? text : padEnd(text, width);
  };
  const header = columns.map((column, i) => context.colours.dim(place(column.title.toUpperCase(), i)));
  return [header, ...body.map((line) => line.map(place))].map((line) => `${line.join(GAP)}\n`).join('');
}

/**
 * Prints a list: a table on a terminal, tab-separated lines when piped.
 * @param empty what to tell a person when there is nothing; goes to stderr, so that a program reads an empty list
 */
export function printTable<Row>(
  terminal: Terminal,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  empty: string,
): void {
  if (rows.length === 0) {
    if (terminal.errIsTty) terminal.err.write(`${empty}\n`);
    return;
  }
  if (!terminal.outIsTty) {
    terminal.out.write(renderTabbed(columns, rows, terminal.now()));
    return;
  }
  const colours = palette(terminal.outHasColour);
  terminal.out.write(renderAligned(columns, rows, { forTerminal: true, now: terminal.now(), colours }));
}
