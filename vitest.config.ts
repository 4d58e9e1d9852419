import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/setup/closing-line.js';

const BUILD = './test/setup/build.ts';

export default defineConfig({
  test: {
    // Compiled tests in dist are the same tests again.
    exclude: ['dist/**', 'node_modules/**'],
    reporters: ['default', new ClosingLine()],
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
          globalSetup: [BUILD],
          // Real servers and captures beside each other on two cores are late for each other's deadlines.
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/system/**/*.test.ts'],
          globalSetup: [BUILD, './test/setup/system-probes.ts'],
          // Real containers, namespaces and mounts: one file at a time, and nothing beside it.
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
