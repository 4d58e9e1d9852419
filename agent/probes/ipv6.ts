// Whether instances of this host can have IPv6 addresses. Without it all goes on with IPv4: not to have it is no fault.
import { ipv6Absence } from '../network/mod.js';
import { check, type Finding, type Probe } from './probe.js';

/** The finding from why there is none (undefined: there is). Pure. */
export function ipv6Finding(absence: string | undefined): Finding {
  const well =
    absence === undefined
      ? 'New instances can have an IPv6 address.'
      : `IPv6 is switched off on this host (${absence}): new instances have IPv4 only.`;
  return {
    facts: { ipv6: absence === undefined ? 'yes' : 'no' },
    checks: [check('ipv6', undefined, well, '', false)],
  };
}

export const IPV6: Probe = {
  name: 'ipv6',
  run: async () => ipv6Finding(await ipv6Absence()),
};
