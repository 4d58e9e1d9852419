import { expect, test } from 'vitest';
import { CloneJob, type CloneTools } from '../../../../coordinator/clone/job.js';
import { freezeStep, shipDiskStep } from '../../../../coordinator/clone/steps/mod.js';
import type { CloneRecord } from '../../../../coordinator/store/mod.js';

/** A clone for another host, of which this much has been made, and how often its images were removed. */
function jobIn(state: CloneRecord['state']) {
  let record = { name: 'web-1', instance: 'web', host: 'alpha', createdAt: '', copies: ['beta'], state };
  const removals: string[] = [];
  const tools = {
    store: {
      clones: {
        get: () => Promise.resolve({ value: record, revision: 1 }),
        change: (_name: string, change: (value: typeof record) => typeof record) =>
          Promise.resolve((record = change(record))),
      },
    },
    removal: {
      images: (clone: string, host: string) => {
        removals.push(`${clone} on ${host}`);
        return Promise.resolve();
      },
    },
  } as unknown as CloneTools;
  const request = { name: 'web-1', instance: 'web' } as unknown as CloneJob['request'];
  const job = new CloneJob({ request, host: 'alpha', tools, run: {} as CloneJob['run'] });
  return { job, removals };
}

test.each([
  { phase: 'freezing', operation: 'op-1', logSequence: 1, resumedBy: 1 },
  { phase: 'capturing', operation: 'op-1' },
] as const)('undone while $phase, what hosts have of a clone is removed once', async (state) => {
  const { job, removals } = jobIn(state);
  // In the order of undoing.
  await freezeStep.undo?.(job);
  await shipDiskStep.undo?.(job);
  expect(removals).toEqual(['web-1 on alpha']);
});
