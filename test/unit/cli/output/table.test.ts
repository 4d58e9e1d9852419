import { describe, expect, it } from 'vitest';
import {
  printTable,
  renderAligned,
  renderDetails,
  renderTabbed,
  palette,
} from '../../../../cli/output/mod.js';
import type { Column } from '../../../../cli/output/mod.js';
import { withoutColour } from '../../../../cli/output/width.js';
import { wantsColour } from '../../../../cli/output/terminal.js';
import { recordingTerminal } from './recording-terminal.js';

interface Row {
  readonly name: string;
  readonly size: string;
}
const columns: readonly Column<Row>[] = [
  { title: 'name', cell: (row, { colours }) => colours.green(row.name) },
  { title: 'size', align: 'right', cell: (row) => row.size },
  { title: 'note', cell: (_, { forTerminal }) => (forTerminal ? 'person' : 'program\n') },
];
const rows: readonly Row[] = [
  { name: 'web', size: '5' },
  { name: 'a-longer-name', size: '' },
];

describe('tables', () => {
  it('aligns under a header, with a placeholder for empty cells', () => {
    const text = renderAligned(columns, rows, { forTerminal: true, now: 0, colours: palette(true) });
    expect(withoutColour(text)).toBe(
      [
        'NAME            SIZE   NOTE',
        'web                5   person',
        'a-longer-name      -   person',
        '',
      ].join('\n'),
    );
    expect(text).toContain('\u001b[32mweb');
  });

  it('separates by tabs without header or colour for programs', () => {
    expect(renderTabbed(columns, rows, 0)).toBe('web\t5\tprogram \na-longer-name\t-\tprogram \n');
  });

  it('prints nothing but a remark on stderr for an empty list', () => {
    const person = recordingTerminal({ tty: true });
    printTable(person, columns, [], 'No rows.');
    expect([person.outText(), person.errText()]).toEqual(['', 'No rows.\n']);
    const program = recordingTerminal({ tty: false });
    printTable(program, columns, [], 'No rows.');
    expect([program.outText(), program.errText()]).toEqual(['', '']);
  });

  it('picks the form by what stdout is', () => {
    const program = recordingTerminal({ tty: false });
    printTable(program, columns, rows, '');
    expect(program.outText().startsWith('web\t5')).toBe(true);
    const person = recordingTerminal({ tty: true });
    printTable(person, columns, rows, '');
    expect(person.outText().startsWith('NAME ')).toBe(true);
  });
});

describe('details', () => {
  it('aligns values, leaves out what is undefined', () => {
    const details = [
      ['state', 'running'],
      ['why', undefined],
      ['address', ''],
    ] as const;
    expect(renderDetails(details, true, palette(false))).toBe('state     running\naddress   -\n');
    expect(renderDetails(details, false, palette(false))).toBe('state\trunning\naddress\t-\n');
  });
});

describe('wantsColour', () => {
  it('follows NO_COLOR, then CLICOLOR_FORCE, then the stream', () => {
    expect(wantsColour(true, {}, false)).toBe(true);
    expect(wantsColour(false, {}, false)).toBe(false);
    expect(wantsColour(true, { NO_COLOR: '1' }, false)).toBe(false);
    expect(wantsColour(true, { NO_COLOR: '' }, false)).toBe(true);
    expect(wantsColour(true, {}, true)).toBe(false);
    expect(wantsColour(false, { CLICOLOR_FORCE: '1' }, false)).toBe(true);
    expect(wantsColour(false, { CLICOLOR_FORCE: '1', NO_COLOR: '1' }, false)).toBe(false);
    expect(wantsColour(true, { TERM: 'dumb' }, false)).toBe(false);
  });
});
