import { ParikshanError } from '../errors/mod.js';

/** Options or environment hold values that cannot be used. Reason `INVALID_CONFIGURATION`; lists every fault. */
export class InvalidConfigurationError extends ParikshanError {
  readonly reason = 'INVALID_CONFIGURATION';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      faults.length === 1
        ? faults[0]!
        : `${faults.length} faults:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
      {
        code: 'INVALID_ARGUMENT',
        remedy: 'Run the same command with --help to see its options.',
      },
    );
    this.faults = faults;
  }
}
