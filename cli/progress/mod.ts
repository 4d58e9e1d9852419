import type { Terminal } from '../output/mod.js';
import type { ProgressDisplay, ProgressMode } from './display.js';
import { plainDisplay } from './plain-display.js';
import { quietDisplay, rawJsonDisplay } from './silent-displays.js';
import { terminalDisplay } from './terminal-display.js';

export { liveRegion } from './live-region.js';
export { PROGRESS_MODES } from './display.js';
export type { ProgressDisplay, ProgressMode } from './display.js';

/**
 * The display of a mode. All of them write to stderr: stdout is for the result.
 * @param json the command prints JSON; `auto` is quiet then, so that an error on stderr stays one JSON object
 */
export function progressDisplay(mode: ProgressMode, terminal: Terminal, json: boolean): ProgressDisplay {
  switch (mode) {
    case 'plain':
      return plainDisplay(terminal.err);
    case 'rawjson':
      return rawJsonDisplay(terminal.err);
    case 'quiet':
      return quietDisplay();
    case 'auto':
      if (json) return quietDisplay();
      return terminal.errIsTty ? terminalDisplay(terminal) : plainDisplay(terminal.err);
  }
}
