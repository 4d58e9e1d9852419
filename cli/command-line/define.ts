import { Argument, Command, Help, Option } from 'commander';
import { PROGRESS_MODES } from '../progress/mod.js';

/** What a command is, apart from its arguments and what it does. */
export interface CommandSpec {
  readonly name: string;
  /** One line for lists of commands. */
  readonly summary: string;
  /** What there is to say besides; may be empty. */
  readonly description?: string;
  /** Command lines with what each does. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** Whether it has --json. Default true. */
  readonly json?: boolean;
  /** Whether it follows an operation: --progress and --detach. Default false. */
  readonly follows?: boolean;
  /** Whether it says where an installation is. Default true. */
  readonly located?: boolean;
}

const COMMON = 'Common options:';

/** Options that say where the installation is; on the program and on every command, so that they may stand anywhere. */
export function addLocationOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--state-dir <dir>', 'what survives a reboot [PARIKSHAN_STATE_DIR]').helpGroup(COMMON),
    )
    .addOption(new Option('--run-dir <dir>', 'sockets and pid files [PARIKSHAN_RUN_DIR]').helpGroup(COMMON))
    .addOption(
      new Option('--coordinator <target>', 'unix:PATH or HOST:PORT [PARIKSHAN_COORDINATOR]').helpGroup(
        COMMON,
      ),
    )
    .addOption(new Option('--no-color', 'no colour [NO_COLOR]').helpGroup(COMMON));
}

function examplesText(examples: CommandSpec['examples']): string {
  return `\nExamples:\n${examples.map(([line, what]) => `  # ${what}\n  $ ${line}`).join('\n\n')}\n`;
}

/** What a command has of its own comes first in its help. */
function commonLast<T extends Command | Option>(
  this: Help,
  unsorted: T[],
  visible: T[],
  getGroup: (item: T) => string,
): Map<string, T[]> {
  const groups = Help.prototype.groupItems.call(this, unsorted, visible, getGroup as never) as Map<
    string,
    T[]
  >;
  const common = groups.get(COMMON);
  if (common !== undefined && groups.delete(COMMON)) groups.set(COMMON, common);
  return groups;
}

/** A command with the options that all have in common and its examples. */
export function defineCommand(spec: CommandSpec): Command {
  const command = new Command(spec.name)
    .summary(spec.summary)
    .description(`${spec.summary}${spec.description === undefined ? '' : `\n\n${spec.description}`}`)
    .helpOption('-h, --help', 'this text')
    .configureHelp({ groupItems: commonLast })
    .addHelpText('after', examplesText(spec.examples));
  if (spec.follows === true) {
    command
      .addOption(
        new Option('-d, --detach', 'print the operation and return without waiting').helpGroup(COMMON),
      )
      .addOption(progressOption());
  }
  if (spec.json !== false) command.addOption(new Option('--json', 'print JSON').helpGroup(COMMON));
  return spec.located === false ? command : addLocationOptions(command);
}

/** How progress is shown. */
export function progressOption(): Option {
  return new Option('--progress <mode>', 'how to show progress, on stderr')
    .choices(PROGRESS_MODES)
    .default('auto')
    .helpGroup(COMMON);
}

/** A command that only holds others: `instance`, `clone`, ... */
export function defineGroup(name: string, summary: string, commands: readonly Command[]): Command {
  const group = new Command(name).summary(summary).description(summary).helpOption('-h, --help', 'this text');
  commands.forEach((command) => group.addCommand(command));
  return group.enablePositionalOptions();
}

/** The name of something that exists: checked by whoever knows it. */
export function nameArgument(what: string): Argument {
  return new Argument(`<${what}>`, `name of the ${what}`);
}
