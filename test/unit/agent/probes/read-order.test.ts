import { expect, it } from 'vitest';
import { readOrderFinding } from '../../../../agent/probes/read-order.js';

const TRACEPOINT = { id: 7 } as never;

it('is well where the tracepoint is there and may be watched', () => {
  const { facts, checks } = readOrderFinding(TRACEPOINT, undefined);
  expect(facts).toEqual({ 'read-order': 'yes' });
  expect(checks).toMatchObject([{ name: 'read-order', ok: true, remedy: '' }]);
});

it.each([
  [undefined, undefined, /is not there/, /tracefs/],
  [TRACEPOINT, 'perf_event_open: EACCES', /cannot be watched \(perf_event_open: EACCES\)/, /CAP_PERFMON/],
])('warns and says what is lost without it, and hinders no clone', (tracepoint, refusal, found, remedy) => {
  const { facts, checks } = readOrderFinding(tracepoint, refusal);
  expect(facts).toEqual({ 'read-order': 'no' });
  expect(checks).toMatchObject([{ ok: false, blocking: false }]);
  expect(checks[0]?.message).toMatch(found);
  expect(checks[0]?.message).toMatch(/order of the wire/);
  expect(checks[0]?.remedy).toMatch(remedy);
});
