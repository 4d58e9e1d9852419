/** Paints text, or leaves it alone where colour is not wanted. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const ESC = '\u001b[';

function painter(enabled: boolean, on: number, off: number): (text: string) => string {
  return enabled ? (text) => `${ESC}${on}m${text}${ESC}${off}m` : (text) => text;
}

/** A palette of the SGR codes every terminal knows. */
export function palette(enabled: boolean): Palette {
  return {
    bold: painter(enabled, 1, 22),
    dim: painter(enabled, 2, 22),
    red: painter(enabled, 31, 39),
    green: painter(enabled, 32, 39),
    yellow: painter(enabled, 33, 39),
    cyan: painter(enabled, 36, 39),
  };
}

/** Paints the name of a state by what it means for the reader: well, on its way, or needing a look. */
export function paintState(colours: Palette, state: string): string {
  switch (state) {
    case 'running':
    case 'following':
    case 'ready':
    case 'succeeded':
    case 'alive':
      return colours.green(state);
    case 'creating':
    case 'removing':
    case 'prepared':
    case 'stopped':
    case 'drained':
      return colours.yellow(state);
    case 'failed':
    case 'overrun':
    case 'detached':
    case 'unreachable':
    case 'exited':
    case 'lost':
    case 'down':
      return colours.red(state);
    default:
      return state;
  }
}
