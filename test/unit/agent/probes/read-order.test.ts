import { expect, it } from 'vitest';
import { readOrderFinding } from '../../../../agent/probes/read-order.js';

it('is well where reads can be watched', () => {
  const { facts, checks } = readOrderFinding(undefined);
  expect(facts).toEqual({ 'read-order': 'yes' });
  expect(checks).toMatchObject([{ name: 'read-order', ok: true, remedy: '' }]);
});

it.each([
  ['unknown', '/sys/kernel/btf/vmlinux cannot be read', /CONFIG_DEBUG_INFO_BTF/],
  ['refused', 'bpf map: EPERM', /CAP_PERFMON/],
] as const)('warns where it is %s, says what is lost, and hinders no clone', (kind, said, remedy) => {
  const { facts, checks } = readOrderFinding({ kind, said });
  expect(facts).toEqual({ 'read-order': 'no' });
  expect(checks).toMatchObject([{ ok: false, blocking: false }]);
  expect(checks[0]?.message).toContain(said);
  expect(checks[0]?.message).toMatch(/order of the wire/);
  expect(checks[0]?.remedy).toMatch(remedy);
});
