import { inspect } from 'node:util';
import type { Command } from 'commander';
import type { Bind, Options } from './command-line/mod.js';
import { usageError } from './command-line/mod.js';
import type { CommandContext } from './context.js';
import { withCoordinator } from './coordinator.js';
import { EXIT } from './exit-codes.js';
import { printReport, reportOf } from './failure-report.js';
import { findInstallation } from './installation.js';
import type { InstallationFlags } from './installation.js';
import type { Interrupts } from './interrupts.js';
import { processTerminal } from './output/mod.js';
import type { ProgressMode } from './progress/mod.js';
import { buildProgram } from './program.js';

/** Options that any command may have been given. */
interface CommonOptions extends InstallationFlags {
  readonly json?: true;
  readonly color?: boolean;
  readonly progress?: ProgressMode;
}

/** Options of the program itself hold for every command, unless the command was given its own. */
function mergedOptions(program: Command, command: Command): Options & CommonOptions {
  const own = command.opts<Options & CommonOptions>();
  const outer = program.opts<CommonOptions>();
  return { ...outer, ...own, color: own.color !== false && outer.color !== false };
}

function contextOf(options: CommonOptions, env: NodeJS.ProcessEnv, interrupts: Interrupts): CommandContext {
  const installation = findInstallation(options, env);
  return {
    terminal: processTerminal(env, options.color === false),
    env,
    interrupts,
    installation,
    json: options.json === true,
    progress: options.progress ?? 'auto',
    withCoordinator: (work) => withCoordinator(installation.coordinatorTarget, work),
  };
}

/** Every command throws instead of ending the process, and leaves the words to us. */
function quietly(command: Command): Command {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  command.commands.forEach(quietly);
  return command;
}

/**
 * Runs a command line to its end.
 * @param argv arguments without node and script
 * @returns the exit code
 */
export async function runCommandLine(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  interrupts: Interrupts,
): Promise<number> {
  let exitCode: number = EXIT.done;
  const bind: Bind = (command, handler) =>
    command.action(async (...parsed: unknown[]) => {
      // Commander adds the options and the command after the arguments.
      const args = parsed.slice(0, -2);
      const options = mergedOptions(program, command);
      const result = await handler(contextOf(options, env, interrupts), options as never, ...(args as never));
      exitCode = result ?? EXIT.done;
    });
  const program = quietly(buildProgram(bind));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    const error = usageError(thrown, program, argv);
    if (error === undefined) return EXIT.done;
    if ((env['PARIKSHAN_DEBUG'] ?? '') !== '') process.stderr.write(`${inspect(error)}\n`);
    const report = reportOf(error);
    // What was meant for a command in a replica is not ours: only what stands before `--` counts.
    const ours = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
    printReport(processTerminal(env, ours.includes('--no-color')), report, ours.includes('--json'));
    return report.exitCode;
  }
}
