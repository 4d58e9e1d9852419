import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/setup/closing-line.js';
import { FailuresAtOnce } from './test/setup/failures-at-once.js';

const BUILD = './test/setup/build.ts';
// Compiled tests in dist are the same tests again.
const NO_TESTS = ['dist/**', 'node_modules/**'];
const WIRE = 'test/integration/proxy/**/*.test.ts';

export default defineConfig({
  test: {
    exclude: NO_TESTS,
    reporters: ['default', new FailuresAtOnce(), new ClosingLine()],
    passWithNoTests: true,
    // Where a machine judges (.ci/run). What passes only when tried again is named at the end, and is a fault to mend.
    retry: Number(process.env['PARIKSHAN_TEST_RETRIES'] ?? 0),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // Property tests on a machine that is busy with other things.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: [...NO_TESTS, WIRE],
          globalSetup: [BUILD],
          // Most of their time they wait for a process of their own to start: two of them fill two cores.
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'wire',
          include: [WIRE],
          globalSetup: [BUILD],
          // Real servers and captures beside each other on two cores are late for each other's deadlines.
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/system/**/*.test.ts'],
          globalSetup: [BUILD, './test/setup/system-probes.ts', './test/setup/left-behind.ts'],
          // Real containers, namespaces and mounts: one file at a time, and nothing beside it.
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
