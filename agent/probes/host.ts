// All probes together.
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import { CPU_FLAGS } from './cpu-flags.js';
import { LOAD } from './load.js';
import { KERNEL, CPUS, MEMORY, CGROUP } from './machine.js';
import { CAPABILITIES, SOFT_DIRTY, USER_NAMESPACES } from './kernel-features.js';
import { IPV6 } from './ipv6.js';
import { POOL } from './pool.js';
import { SSH } from './ssh.js';
import { check, type Finding, type Probe, type ProbeContext } from './probe.js';
import { CRIU, PROGRAMS } from './programs.js';
import { READ_ORDER } from './read-order.js';

const PROBES: readonly Probe[] = [
  KERNEL,
  CPUS,
  CPU_FLAGS,
  LOAD,
  MEMORY,
  CGROUP,
  CAPABILITIES,
  USER_NAMESPACES,
  SOFT_DIRTY,
  READ_ORDER,
  IPV6,
  ...PROGRAMS,
  CRIU,
  POOL,
  SSH,
];

/** Runs every probe. One that fails becomes a failed check of its name, and the others are not affected. */
export async function probeHost(
  context: ProbeContext,
  probes: readonly Probe[] = PROBES,
): Promise<{ facts: Record<string, string>; checks: Check[] }> {
  const findings = await Promise.all(probes.map((probe) => attempt(probe, context)));
  return {
    facts: Object.assign({}, ...findings.map(({ facts }) => facts)) as Record<string, string>,
    checks: findings.flatMap(({ checks }) => checks),
  };
}

async function attempt(probe: Probe, context: ProbeContext): Promise<Finding> {
  try {
    return await probe.run(context);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return {
      facts: {},
      checks: [check(probe.name, `It could not be found out: ${said}`, '', 'Look in the log.')],
    };
  }
}
