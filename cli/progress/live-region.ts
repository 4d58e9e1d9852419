import { visibleWidth } from '../output/mod.js';

const ESC = '\u001b[';

/** The last lines of a terminal, redrawn in place; lines written above it stay. */
export interface LiveRegion {
  /** Replaces the region. `above` is printed over it and stays. */
  draw(lines: readonly string[], above?: readonly string[]): void;
}

/** Cuts a line so that it cannot wrap: a wrapped line would break the count of lines to go back. Colour ends with it. */
export function clip(line: string, columns: number): string {
  if (visibleWidth(line) <= columns) return line;
  let shown = 0;
  let result = '';
  // eslint-disable-next-line no-control-regex
  for (const part of line.split(/(\u001b\[[0-9;]*m)/)) {
    if (part.startsWith(ESC)) {
      result += part;
      continue;
    }
    const room = Math.max(0, columns - 1 - shown);
    const characters = Array.from(part);
    result += characters.slice(0, room).join('');
    shown += Math.min(room, characters.length);
  }
  return `${result}…${ESC}0m`;
}

/** A live region on a stream that is a terminal. */
export function liveRegion(stream: NodeJS.WritableStream, columns: () => number): LiveRegion {
  let drawn = 0;
  return {
    draw(lines, above = []) {
      const back = drawn === 0 ? '' : `${ESC}${drawn}A`;
      const clipped = lines.map((line) => clip(line, columns()));
      const body = [...above, ...clipped].map((line) => `${line}${ESC}K\n`).join('');
      stream.write(`${back}\r${body}${ESC}J`);
      drawn = lines.length;
    },
  };
}
