import type { Host__Output } from '../../proto/gen/parikshan/v1/Host.js';
import { checkLocally, failed, passed } from '../checks/mod.js';
import type { Finding } from '../checks/mod.js';
import { defineCommand } from '../command-line/mod.js';
import type { Bind } from '../command-line/mod.js';
import type { CommandContext } from '../context.js';
import { unaryOptions } from '../coordinator.js';
import { CoordinatorUnreachableError, UnhealthyError } from '../errors.js';
import { EXIT } from '../exit-codes.js';
import { printJson } from '../output/mod.js';
import { checkJson } from '../shape/mod.js';
import { printFindings } from './findings.js';
import type { HostFinding } from './findings.js';

/** What the coordinator says about its hosts, or that it says nothing. */
async function remoteFindings(context: CommandContext): Promise<readonly HostFinding[]> {
  const target = context.installation.coordinatorTarget;
  try {
    return await context.withCoordinator(async (coordinator) => {
      const { hosts, version } = await coordinator.getStatus({}, unaryOptions(context.interrupts.signal));
      const alive = (name: string, up: boolean): Finding =>
        up
          ? passed(name, `The ${name} answers.`)
          : failed(
              name,
              `The ${name} does not answer.`,
              `Look in its log; \`parikshan up\` starts it again by itself.`,
            );
      return [
        { ...passed('coordinator', `Version ${version} at ${target}.`), host: null },
        ...hosts.flatMap((host) =>
          [
            alive('agent', host.agentAlive),
            alive('proxy', host.proxyAlive),
            ...host.checks.map(checkJson),
            ...linkFindings(host),
          ].map((finding) => ({ ...finding, host: host.name })),
        ),
      ];
    });
  } catch (error) {
    if (!(error instanceof CoordinatorUnreachableError)) throw error;
    // A warning: before the first `up` nobody answers, and this machine may be ready all the same.
    return [{ ...failed('coordinator', error.message, error.remedy, false), host: null }];
  }
}

/** Ways from other hosts that could not be measured. No fault of a clone on one host. */
function linkFindings({ name, links }: Host__Output): Finding[] {
  return links
    .filter(({ fault }) => fault !== '')
    .map(({ peer, fault, route, sshFault }) =>
      route === 'TRANSFER_ROUTE_SSH'
        ? passed('link', `The way from ${peer} to ${name} is through ssh; directly: ${fault}`)
        : failed(
            'link',
            `The way from ${peer} to ${name} could not be measured: ${fault}${sshFault === '' ? '' : ` Through ssh: ${sshFault}`}`,
            `See that ${name} reaches the port of the agent on ${peer}: docs/operations.md, Several hosts.`,
            false,
          ),
    );
}

export function doctor(bind: Bind) {
  const command = defineCommand({
    name: 'doctor',
    summary: 'check whether clones can be made here, and say what to do',
    description:
      'Checks this machine and, where a coordinator answers, what every host has found about itself.\n' +
      'Columns when piped: result, check, host, found, remedy. Exit code 1 when a check fails that blocks clones.',
    examples: [
      ['sudo parikshan doctor', 'all checks'],
      ["parikshan doctor --json | jq '.checks[] | select(.ok | not)'", 'only those that fail'],
    ],
  });

  return bind(command, async (context) => {
    const [local, remote] = await Promise.all([
      checkLocally(context.installation, context.env),
      remoteFindings(context),
    ]);
    const findings = [...local.map((finding) => ({ ...finding, host: null })), ...remote];
    const failing = findings.filter((finding) => !finding.ok && finding.blocking);
    if (context.json) {
      printJson(context.terminal, { ok: failing.length === 0, checks: findings });
      return failing.length === 0 ? EXIT.done : EXIT.failed;
    }
    printFindings(context, findings);
    if (failing.length > 0) throw new UnhealthyError(failing.map((finding) => finding.name));
    return EXIT.done;
  });
}
