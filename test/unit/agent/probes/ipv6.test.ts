import { expect, it } from 'vitest';
import { ipv6Finding } from '../../../../agent/probes/ipv6.js';

it('not to have IPv6 is an answer and no fault', () => {
  expect(ipv6Finding(undefined)).toMatchObject({
    facts: { ipv6: 'yes' },
    checks: [{ name: 'ipv6', ok: true }],
  });
  const { facts, checks } = ipv6Finding('net.ipv6.conf.all.disable_ipv6 is 1');
  expect(facts).toEqual({ ipv6: 'no' });
  expect(checks).toMatchObject([{ ok: true, blocking: false }]);
  expect(checks[0]?.message).toContain('all.disable_ipv6 is 1');
});
