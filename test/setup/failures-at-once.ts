import { writeSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase } from 'vitest/node';

/** Prints why a test failed as soon as it has: what the other reporters say at the end is lost when the run is ended before. */
export class FailuresAtOnce implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    if (state === 'failed')
      writeSync(1, failureText(`${test.module.relativeModuleId} > ${test.fullName}`, errors));
  }
}

/** Names the test, and each of its errors (one for each time it was tried) with what was expected and where. */
export function failureText(name: string, errors: readonly SerializedError[]): string {
  const told = errors.map(({ message, diff, cause, stacks, stack }) => {
    const at = stacks?.map(({ method, file, line }) => `at ${method || 'a function'} ${file}:${line}`);
    const difference = typeof diff === 'string' ? [diff] : [];
    // Of a property, what failed is behind the counterexample.
    const because = cause === undefined ? [] : [`because ${cause.message}`];
    return [message, ...difference, ...because, ...(at ?? [stack ?? ''])].join('\n');
  });
  return [`FAILED: ${name}`, ...told].join('\n').replaceAll('\n', '\n  ') + '\n';
}
