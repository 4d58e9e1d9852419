// Whether the order in which an instance's program reads can be recorded: what the tap asks of the kernel.
import { readEventsObstacle, type ReadEventsObstacle } from '../../runtime/bpf/mod.js';
import { check, type Finding, type Probe } from './probe.js';

/** What is lost without it. */
const LOST =
  'Replicas are then fed in the order of the wire, not in the order in which production read: that of a busy server may reach another state.';

/** The finding. Pure. */
export function readOrderFinding(obstacle: ReadEventsObstacle | undefined): Finding {
  const fault = obstacle && `Reads of instances cannot be watched (${obstacle.said}). ${LOST}`;
  const remedy =
    obstacle?.kind === 'unknown'
      ? 'Use a kernel of 5.8 or newer with CONFIG_DEBUG_INFO_BTF (all of Debian, Ubuntu and RHEL have it).'
      : 'Run the roles as root with CAP_SYS_ADMIN, or CAP_BPF and CAP_PERFMON, outside of a container that forbids bpf(2), and without kernel lockdown for confidentiality.';
  const well = 'The order in which instances read can be recorded.';
  return {
    facts: { 'read-order': fault === undefined ? 'yes' : 'no' },
    checks: [check('read-order', fault, well, remedy, false)],
  };
}

export const READ_ORDER: Probe = {
  name: 'read-order',
  run: async () => readOrderFinding(readEventsObstacle()),
};
