import { describe, expect, it } from 'vitest';
import { progressDisplay } from '../../../../cli/progress/mod.js';
import { clip } from '../../../../cli/progress/live-region.js';
import { applyEvent } from '../../../../cli/progress/step-list.js';
import type { OpenStep } from '../../../../cli/progress/step-list.js';
import type { OperationEvent__Output } from '../../../../proto/gen/parikshan/v1/OperationEvent.js';
import { recordingTerminal } from '../output/recording-terminal.js';

function event(
  kind: 'STEP_STARTED' | 'STEP_PROGRESS' | 'STEP_DONE' | 'STEP_FAILED' | 'STEP_UNDONE' | 'FINISHED',
  step: string,
  message = '',
  durationMs = 0,
): OperationEvent__Output {
  return {
    operationId: 'op-1',
    sequence: 1,
    time: '2026-01-02T00:00:00.000Z',
    kind: `OPERATION_EVENT_KIND_${kind}`,
    step,
    message,
    durationMs,
    operation: null,
  };
}

const story = [
  event('STEP_STARTED', 'freeze'),
  event('STEP_PROGRESS', 'freeze', 'dumping memory'),
  event('STEP_DONE', 'freeze', 'frozen for 83 ms', 90),
  event('STEP_STARTED', 'restore-r1'),
  event('STEP_FAILED', 'restore-r1', 'criu said no', 12),
  event('STEP_UNDONE', 'freeze'),
  event('FINISHED', ''),
];

describe('plain progress', () => {
  it('writes each change once, one a line, on stderr', () => {
    const terminal = recordingTerminal({ tty: false });
    const display = progressDisplay('auto', terminal, false);
    story.forEach((e) => display.event(e));
    display.end();
    const time = '2026-01-02T00:00:00.000Z';
    expect(terminal.errText().split('\n')).toEqual([
      `${time} freeze started`,
      `${time} freeze: dumping memory`,
      `${time} freeze done (90 ms): frozen for 83 ms`,
      `${time} restore-r1 started`,
      `${time} restore-r1 failed (12 ms): criu said no`,
      `${time} freeze undone`,
      '',
    ]);
    expect(terminal.outText()).toBe('');
  });
});

describe('other modes', () => {
  it('rawjson writes every event as an object', () => {
    const terminal = recordingTerminal({ tty: true });
    const display = progressDisplay('rawjson', terminal, true);
    story.forEach((e) => display.event(e));
    const lines = terminal
      .errText()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string });
    expect(lines.map((l) => l.kind)).toEqual([
      'step-started',
      'step-progress',
      'step-done',
      'step-started',
      'step-failed',
      'step-undone',
      'finished',
    ]);
  });

  it('quiet, and auto with JSON, write nothing', () => {
    for (const mode of ['quiet', 'auto'] as const) {
      const terminal = recordingTerminal({ tty: true });
      const display = progressDisplay(mode, terminal, true);
      story.forEach((e) => display.event(e));
      display.note('lost');
      display.end();
      expect(terminal.errText()).toBe('');
    }
  });

  it('a terminal keeps a line for every step that ended and leaves no spinner', () => {
    const terminal = recordingTerminal({ tty: true });
    const display = progressDisplay('auto', terminal, false);
    story.forEach((e) => display.event(e));
    display.end();
    display.end();
    const text = terminal.errText();
    expect(text).toContain('✔ freeze');
    expect(text).toContain('✘ restore-r1');
    expect(text).toContain('↩ freeze');
    expect(text.endsWith('\u001b[J')).toBe(true);
  });
});

describe('applyEvent', () => {
  it('keeps the start of a step across its progress, and steps apart', () => {
    let open: readonly OpenStep[] = [];
    open = applyEvent(open, event('STEP_STARTED', 'a'), 10).open;
    open = applyEvent(open, event('STEP_STARTED', 'b'), 20).open;
    open = applyEvent(open, event('STEP_PROGRESS', 'a', 'half'), 30).open;
    expect(open).toEqual([
      { name: 'a', message: 'half', since: 10 },
      { name: 'b', message: '', since: 20 },
    ]);
    const ended = applyEvent(open, event('STEP_DONE', 'a', 'all', 5), 40);
    expect(ended.open.map((s) => s.name)).toEqual(['b']);
    expect(ended.closed).toEqual({ name: 'a', message: 'all', outcome: 'done', durationMs: 5 });
  });
});

describe('clip', () => {
  it('cuts what would wrap and closes colour', () => {
    expect(clip('short', 10)).toBe('short');
    expect(clip('\u001b[31mlong text\u001b[39m', 5)).toBe('\u001b[31mlong\u001b[39m…\u001b[0m');
  });
});
