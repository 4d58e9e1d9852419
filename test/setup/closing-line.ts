import { writeSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Prints `N passed, N failed` (and `, N skipped` where there are any) alone on a line, after everything
 * the other reporters have to say: machines that read the outcome look for exactly that.
 */
export class ClosingLine implements Reporter {
  #outcomes: Outcomes = { passed: 0, failed: 0, skipped: 0 };
  #flaky: readonly string[] = [];

  onInit(): void {
    // The end of the process is the one moment that is surely after every other reporter.
    process.once('exit', (exitCode) => {
      // A run can also fail before its first test, in a global set-up.
      if (exitCode !== 0) this.#outcomes.failed ||= 1;
      for (const name of this.#flaky) writeSync(1, `\nFLAKY, passed only when tried again: ${name}`);
      writeSync(1, `\n${closingLine(this.#outcomes)}\n`);
    });
  }

  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<SerializedError>): void {
    this.#outcomes = countOutcomes(modules, unhandled.length);
    this.#flaky = modules.flatMap(flakyTests);
  }
}

function flakyTests(module: TestModule): string[] {
  const tests = [...module.children.allTests()].filter((test) => test.diagnostic()?.flaky);
  return tests.map((test) => {
    const why = (test.result().errors ?? []).map(({ message }) => `\n  ${message.replaceAll('\n', '\n  ')}`);
    return `${module.relativeModuleId} > ${test.fullName}${why.join('')}`;
  });
}

export type Outcomes = { passed: number; failed: number; skipped: number };

function countOutcomes(modules: ReadonlyArray<TestModule>, unhandledErrors: number): Outcomes {
  // An error outside of any test (a file that does not load, a hook that throws) fails the run as a test does.
  const outcomes: Outcomes = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const module of modules) {
    let failedInside = false;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') outcomes.passed += 1;
      else if (state === 'failed') {
        outcomes.failed += 1;
        failedInside = true;
      } else outcomes.skipped += 1;
    }
    if (module.state() === 'failed' && !failedInside) outcomes.failed += 1;
  }
  return outcomes;
}

export function closingLine({ passed, failed, skipped }: Outcomes): string {
  return `${passed} passed, ${failed} failed` + (skipped > 0 ? `, ${skipped} skipped` : '');
}
