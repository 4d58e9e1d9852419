import { defineCommand, nameArgument } from '../command-line/mod.js';
import type { Bind } from '../command-line/mod.js';
import { wholeNumber } from '../input/mod.js';
import { printJsonLine } from '../output/mod.js';

interface LogsOptions {
  readonly follow?: true;
  readonly tail?: number;
  readonly timestamps?: true;
}

/** Longest tail that can be asked for, lines: a uint32. */
const MAX_TAIL = 0xffff_ffff;

const NEWLINE = Buffer.from('\n');

/** `logs` of an instance or of a replica: the same but for whose they are. */
export function containerLogs(bind: Bind, what: 'instance' | 'replica', example: string) {
  const command = defineCommand({
    name: 'logs',
    summary: `print what ${what === 'instance' ? 'an instance' : 'a replica'} wrote to stdout and stderr`,
    description:
      'Its stdout goes to stdout and its stderr to stderr. JSON: one object a line, {source, time, line}; bytes that are\nnot UTF-8 are replaced.',
    examples: [
      [`parikshan ${what} logs ${example}`, 'all of it'],
      [`parikshan ${what} logs ${example} --tail 20 --follow`, 'the last lines, and what comes'],
      [`parikshan ${what} logs ${example} --json | jq -r 'select(.source=="stderr").line'`, 'only errors'],
    ],
  })
    .addArgument(nameArgument(what))
    .option('-f, --follow', 'go on until it ends or Ctrl-C')
    .option('-n, --tail <lines>', 'only the last lines', wholeNumber(1, MAX_TAIL))
    .option('-t, --timestamps', 'begin each line with its time');

  return bind<LogsOptions, [string]>(command, async (context, options, name) => {
    const { terminal } = context;
    await context.withCoordinator(async (coordinator) => {
      const request = {
        name,
        replica: what === 'replica',
        follow: options.follow === true,
        tail: options.tail ?? 0,
      };
      for await (const { source, time, line } of coordinator.streamLogs(request, {
        signal: context.interrupts.signal,
      })) {
        if (context.json) {
          printJsonLine(terminal.out, { source, time, line: line.toString('utf8') });
          continue;
        }
        const stream = source === 'stderr' ? terminal.err : terminal.out;
        const prefix = options.timestamps === true ? Buffer.from(`${time} `) : Buffer.alloc(0);
        stream.write(Buffer.concat([prefix, line, NEWLINE]));
      }
    });
  });
}
