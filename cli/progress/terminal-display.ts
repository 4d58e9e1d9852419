import { palette } from '../output/mod.js';
import { formatDuration } from '../output/mod.js';
import type { Terminal } from '../output/mod.js';
import { oneLine, padEnd } from '../output/mod.js';
import type { ProgressDisplay } from './display.js';
import { liveRegion } from './live-region.js';
import { applyEvent } from './step-list.js';
import type { ClosedStep, OpenStep } from './step-list.js';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Fast enough to look alive, slow enough to cost nothing. */
const FRAME_MS = 120;
const NAME_WIDTH = 18;

/** Steps with a spinner and their time while they run; each becomes a line that stays when it ends. */
export function terminalDisplay(terminal: Terminal): ProgressDisplay {
  const colours = palette(terminal.errHasColour);
  const region = liveRegion(terminal.err, () => terminal.columns());
  let open: readonly OpenStep[] = [];
  let frame = 0;

  const marks = { done: colours.green('✔'), failed: colours.red('✘'), undone: colours.yellow('↩') };
  const openLine = (step: OpenStep): string => {
    const spin = colours.cyan(FRAMES[frame % FRAMES.length] ?? '');
    const time = colours.dim(formatDuration(terminal.now() - step.since));
    return `${spin} ${padEnd(step.name, NAME_WIDTH)} ${oneLine(step.message)} ${time}`;
  };
  const closedLine = (step: ClosedStep): string => {
    const time = step.durationMs === undefined ? 'undone' : formatDuration(step.durationMs);
    return `${marks[step.outcome]} ${padEnd(step.name, NAME_WIDTH)} ${oneLine(step.message)} ${colours.dim(time)}`;
  };
  const draw = (above: readonly string[] = []): void => region.draw(open.map(openLine), above);

  const timer = setInterval(() => {
    frame += 1;
    if (open.length > 0) draw();
  }, FRAME_MS);
  // The spinner must not keep the process alive.
  timer.unref();

  return {
    event(event) {
      const change = applyEvent(open, event, terminal.now());
      open = change.open;
      draw(change.closed === undefined ? [] : [closedLine(change.closed)]);
    },
    note: (text) => draw([colours.yellow(text)]),
    end() {
      clearInterval(timer);
      if (open.length > 0) {
        open = [];
        draw();
      }
    },
  };
}
