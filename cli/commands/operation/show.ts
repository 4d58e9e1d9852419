import { Argument } from 'commander';
import type { Operation__Output } from '../../../proto/gen/parikshan/v1/Operation.js';
import { defineCommand } from '../../command-line/mod.js';
import type { Bind } from '../../command-line/mod.js';
import { unaryOptions } from '../../coordinator.js';
import { EXIT } from '../../exit-codes.js';
import type { ExitCode } from '../../exit-codes.js';
import { findOperationId, requireOperation } from '../../operation/mod.js';
import { operationState } from '../../shape/mod.js';
import { printOperation } from './details.js';

/** An operation's id on the command line. */
export function operationArgument(): Argument {
  return new Argument('<operation>', 'id of the operation, or a prefix that only it has');
}

function exitCodeOf(operation: Operation__Output): ExitCode {
  switch (operationState(operation)) {
    case 'succeeded':
      return EXIT.done;
    case 'running':
      return EXIT.pending;
    default:
      return EXIT.failed;
  }
}

export function operationShow(bind: Bind) {
  const command = defineCommand({
    name: 'show',
    summary: 'show one operation',
    examples: [
      ['parikshan operation show op-3f', 'by a prefix of its id'],
      [
        'parikshan operation show op-3f --exit-code',
        'exit with 0 succeeded, 1 failed or cancelled, 8 running',
      ],
    ],
  })
    .addArgument(operationArgument())
    .option('--exit-code', 'tell its state by the exit code too');

  return bind<{ readonly exitCode?: true }, [string]>(command, async (context, options, prefix) =>
    context.withCoordinator(async (coordinator) => {
      const { signal } = context.interrupts;
      const id = await findOperationId(coordinator, prefix, signal);
      const operation = requireOperation(
        (await coordinator.getOperation({ id }, unaryOptions(signal))).operation,
      );
      printOperation(context, operation);
      return options.exitCode === true ? exitCodeOf(operation) : EXIT.done;
    }),
  );
}
