// eslint-disable-next-line no-control-regex
const SGR = /\u001b\[[0-9;]*m/g;

/** Takes the colour codes out of a text. */
export function withoutColour(text: string): string {
  return text.replace(SGR, '');
}

/** Characters a text takes on a terminal: colour codes take none. Names here are ASCII, so wide scripts are not measured. */
export function visibleWidth(text: string): number {
  return Array.from(withoutColour(text)).length;
}

/** Pads to a width on the right. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - visibleWidth(text)));
}

/** Pads to a width on the left. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - visibleWidth(text))) + text;
}

/**
 * Makes text from elsewhere (log lines, error messages) safe for one line of a terminal: control characters,
 * which could move the cursor or forge output, become `\xNN`.
 */
export function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) =>
    c === '\n' || c === '\t' ? ' ' : `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
