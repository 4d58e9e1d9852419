import type { Finding } from '../checks/mod.js';
import type { CommandContext } from '../context.js';
import { oneLine, palette, renderAligned, renderTabbed } from '../output/mod.js';
import type { Column } from '../output/mod.js';

/** A finding and the host it is about; null for what a command found itself. */
export interface HostFinding extends Finding {
  readonly host: string | null;
}

const COLUMNS: readonly Column<HostFinding>[] = [
  {
    title: '',
    cell: (f, { colours, forTerminal }) => {
      if (!forTerminal) return f.ok ? 'ok' : f.blocking ? 'failed' : 'warning';
      return f.ok ? colours.green('✔') : f.blocking ? colours.red('✘') : colours.yellow('!');
    },
  },
  { title: 'check', cell: (f) => f.name },
  { title: 'host', cell: (f) => f.host ?? '' },
  { title: 'found', cell: (f) => oneLine(f.message) },
];

/** Prints findings, and on a terminal what to do about those that failed. Tab-separated: result, check, host, found, remedy. */
export function printFindings({ terminal }: CommandContext, findings: readonly HostFinding[]): void {
  const colours = palette(terminal.outHasColour);
  terminal.out.write(
    terminal.outIsTty
      ? renderAligned(COLUMNS, findings, { forTerminal: true, now: terminal.now(), colours })
      : renderTabbed([...COLUMNS, { title: 'remedy', cell: (f) => f.remedy }], findings, terminal.now()),
  );
  if (!terminal.outIsTty) return;
  const failing = findings.filter((f) => !f.ok && f.remedy !== '');
  if (failing.length > 0) terminal.out.write(`\n${colours.bold('What to do')}\n`);
  for (const { name, remedy } of failing) terminal.out.write(`  ${name}: ${oneLine(remedy)}\n`);
}
