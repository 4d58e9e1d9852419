import { Command } from 'commander';
import { DEFAULT_RUN_DIR, DEFAULT_STATE_DIR } from '../../runtime/config/mod.js';
import { JSON_SHAPES } from './json-shapes.js';

export { JSON_SHAPES };

const EXIT_CODES = `Exit codes

    0  done
    1  failed: what was asked for did not happen
    2  usage: the command line, or a value in it, is wrong
    4  the coordinator cannot be reached or does not answer, or this user may not
    8  still pending: what was waited for has not come (--timeout, operation show --exit-code)
  130  interrupted; work that had been started goes on

\`replica exec\` exits with the code of the command it ran, 128 + N when signal N ended it, 127
when there is no such command.
With --json a failure is one JSON object on stderr: {"error":{"reason","message","remedy","metadata"}}.`;

const ENVIRONMENT = `Environment variables (options win over them)

  PARIKSHAN_STATE_DIR     what survives a reboot (default ${DEFAULT_STATE_DIR})
  PARIKSHAN_RUN_DIR       sockets and pid files (default ${DEFAULT_RUN_DIR})
  PARIKSHAN_COORDINATOR   gRPC target of the coordinator (default unix:RUN/coordinator.sock)
  PARIKSHAN_TRUSTED_NETWORK  whose calls roles believe that listen beyond this machine; \`host add\` hands it on
  SSH_AUTH_SOCK           the ssh agent that \`host add\` asks first
  PARIKSHAN_PREFIX        where scripts/setup put CRIU (default /opt/parikshan)
  PARIKSHAN_LOG_LEVEL     level of the roles' logs that \`up\` starts (default info)
  PARIKSHAN_DEBUG         anything: show where an error comes from
  NO_COLOR                anything: no colour
  CLICOLOR_FORCE          anything but 0: colour even when piped`;

interface HelpTopic {
  readonly name: string;
  readonly summary: string;
  readonly text: string;
}

const TOPICS: readonly HelpTopic[] = [
  { name: 'exit-codes', summary: 'what exit codes say', text: EXIT_CODES },
  { name: 'environment', summary: 'environment variables', text: ENVIRONMENT },
  { name: 'json', summary: 'the shapes that --json prints', text: JSON_SHAPES },
];

/** Adds `help TOPIC`: commands that are not listed and only print their text. */
export function addHelpTopics(program: Command): void {
  for (const { name, summary, text } of TOPICS) {
    const topic = new Command(name).summary(summary).helpOption('-h, --help', 'this text');
    topic.action(() => void process.stdout.write(`${text}\n`));
    // `help NAME` asks the command for its help.
    topic.helpInformation = () => `${text}\n`;
    program.addCommand(topic, { hidden: true });
  }
}
