import { palette } from './colour.js';
import type { Palette } from './colour.js';
import type { Terminal } from './terminal.js';
import { padEnd } from './width.js';

/** One line of a detail page; an undefined value leaves the line out, an empty one shows `-`. */
export type Detail = readonly [label: string, value: string | undefined];

/** Label and value, aligned, one a line; tab-separated when `forTerminal` is false. */
export function renderDetails(details: readonly Detail[], forTerminal: boolean, colours: Palette): string {
  const shown = details.filter((d): d is readonly [string, string] => d[1] !== undefined);
  const width = Math.max(0, ...shown.map(([label]) => label.length));
  return shown
    .map(([label, value]) => {
      const text = value === '' ? '-' : value;
      return forTerminal ? `${colours.dim(padEnd(label, width))}   ${text}\n` : `${label}\t${text}\n`;
    })
    .join('');
}

/** Prints a detail page. */
export function printDetails(terminal: Terminal, details: readonly Detail[]): void {
  terminal.out.write(renderDetails(details, terminal.outIsTty, palette(terminal.outHasColour)));
}
