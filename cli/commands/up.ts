import { installationTag } from '../../runtime/config/mod.js';
import { defineCommand } from '../command-line/mod.js';
import type { Bind } from '../command-line/mod.js';
import type { CommandContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { printReport, reportOf } from '../failure-report.js';
import { parsePort } from '../input/mod.js';
import { palette } from '../output/mod.js';
import {
  prepareToStart,
  reportToParent,
  runUp,
  startInBackground,
  terminalReporter,
} from '../supervisor/mod.js';

interface UpOptions {
  readonly detach?: true;
  readonly natsPort: number;
  readonly verbose?: true;
}

/** Loopback port of nats-server unless told otherwise. */
const DEFAULT_NATS_PORT = 7422;

function printNextSteps({ terminal, installation }: CommandContext, pid: number): void {
  const colours = palette(terminal.errHasColour);
  const { stateDir } = installation;
  terminal.err.write(
    `Parikshan is up (pid ${pid}, installation ${installationTag(stateDir)}).\n` +
      `Logs: ${stateDir}/log\n\n${colours.bold('What to do next')}\n` +
      '  parikshan doctor               check that clones can be made here\n' +
      '  parikshan instance run --help  start a production container\n' +
      '  parikshan down                 end it all; production containers go on\n',
  );
}

async function detach(context: CommandContext, options: UpOptions): Promise<number> {
  const { installation, env, interrupts, terminal } = context;
  await prepareToStart(installation, env);
  const args = [`--nats-port=${options.natsPort}`];
  const report = await startInBackground(installation, args, env, interrupts.signal);
  if (report.kind === 'failed') {
    printReport(terminal, report.report, false);
    return report.report.exitCode;
  }
  printNextSteps(context, report.pid);
  return EXIT.done;
}

async function foreground(context: CommandContext, options: UpOptions): Promise<number> {
  try {
    await runUp({
      installation: context.installation,
      env: context.env,
      natsPort: options.natsPort,
      interrupts: context.interrupts,
      reporter: terminalReporter(context.terminal),
      verbose: options.verbose === true,
      ready: async () => {
        printNextSteps(context, process.pid);
        await reportToParent({ kind: 'ready', pid: process.pid });
      },
    });
    return EXIT.done;
  } catch (error) {
    await reportToParent({ kind: 'failed', report: reportOf(error) });
    throw error;
  }
}

export function up(bind: Bind) {
  const command = defineCommand({
    name: 'up',
    summary: 'run everything on this machine: nats-server, coordinator, agent, proxy',
    description:
      'Stays in the foreground, starts again what ends, and takes everything but production containers down with it on\n' +
      'Ctrl-C. Needs root. Logs are in STATE/log; warnings of the roles are shown here too. An `up` that was killed leaves\n' +
      'nothing running but production containers; the next one takes over from it.',
    json: false,
    examples: [
      ['sudo parikshan up --detach', 'in the background; returns when everything is ready'],
      ['sudo parikshan up', 'in the foreground, until Ctrl-C'],
      [
        'sudo parikshan up --detach --state-dir /srv/pk --run-dir /run/pk2 --nats-port 7522',
        'a second, separate installation',
      ],
    ],
  })
    .option('-d, --detach', 'run in the background, return when everything is ready')
    .option('--nats-port <port>', 'loopback port of nats-server', parsePort, DEFAULT_NATS_PORT)
    .option('--verbose', "show all lines of the roles' logs, not only warnings");

  return bind<UpOptions, []>(command, (context, options) =>
    options.detach === true ? detach(context, options) : foreground(context, options),
  );
}
