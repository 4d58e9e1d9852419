import { defineCommand, nameArgument } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { UnhealthyError } from '../../errors.js';
import { EXIT } from '../../exit-codes.js';
import { printJson } from '../../output/mod.js';
import { checkJson, hostJson } from '../../shape/mod.js';
import { printFindings } from '../findings.js';
import { requireHost } from './require.js';

/** The coordinator gives the agent a minute. */
const TIMEOUT_MS = 70_000;

export function hostCheck(bind: Bind) {
  const command = defineCommand({
    name: 'check',
    summary: 'have a host look at everything again, and say what is wrong',
    description:
      'Columns when piped: result, check, host, found, remedy. Exit code 1 when a check fails that blocks clones.',
    examples: [
      ['parikshan host check alpha', 'all checks of it'],
      ["parikshan host check alpha --json | jq '.host.checks[] | select(.ok | not)'", 'only those that fail'],
    ],
  }).addArgument(nameArgument('host'));

  return bind(command, async (context, _options, name) => {
    return context.withCoordinator(async (coordinator) => {
      const { signal } = context.interrupts;
      const host = requireHost(await coordinator.checkHost({ name }, { timeoutMs: TIMEOUT_MS, signal }));
      const failing = host.checks.filter((check) => !check.ok && check.blocking);
      if (context.json) {
        printJson(context.terminal, { ok: failing.length === 0, host: hostJson(host) });
        return failing.length === 0 ? EXIT.done : EXIT.failed;
      }
      printFindings(
        context,
        host.checks.map((check) => ({ ...checkJson(check), host: name })),
      );
      if (failing.length > 0) {
        throw new UnhealthyError(
          failing.map((check) => check.name),
          `parikshan host check ${name}`,
        );
      }
      return EXIT.done;
    });
  });
}
