import { expect, test } from 'vitest';
import { isBehind } from '../../../../runtime/tap/mod.js';

test.each([
  { backlogRecords: 0, backlogSeconds: 0, lastError: '', behind: false },
  { backlogRecords: 40, backlogSeconds: 0.02, lastError: '', behind: false },
  { backlogRecords: 40, backlogSeconds: 1.5, lastError: '', behind: true },
  { backlogRecords: 1, backlogSeconds: 0.02, lastError: 'not connected to NATS', behind: true },
  // Nothing has come since: what is in the log is all there is.
  { backlogRecords: 0, backlogSeconds: 0, lastError: 'not connected to NATS', behind: false },
])('a tap with $backlogRecords records of $backlogSeconds s and "$lastError" is behind: $behind', (tap) => {
  expect(isBehind(tap)).toBe(tap.behind);
});
