// Whether the order in which an instance's program reads can be recorded: what the tap asks of the kernel.
import { PerfRing, SyscallError } from '../../runtime/linux/mod.js';
import { findReadTracepoint, type ReadTracepoint } from '../../runtime/tracepoint/mod.js';
import { check, type Finding, type Probe } from './probe.js';

/** What is lost without it. */
const LOST =
  'Replicas are then fed in the order of the wire, not in the order in which production read: that of a busy server may reach another state.';

const FIRST_CPU = 0;
/** The least that makes a ring. */
const PAGES = 1;

/** The finding from what the kernel has, and why it does not allow it (undefined: it does). Pure. */
export function readOrderFinding(
  tracepoint: ReadTracepoint | undefined,
  refusal: string | undefined,
): Finding {
  const fault =
    tracepoint === undefined
      ? `The tracepoint tcp:tcp_rcv_space_adjust is not there, or tracefs cannot be mounted. ${LOST}`
      : refusal && `The tracepoint tcp:tcp_rcv_space_adjust cannot be watched (${refusal}). ${LOST}`;
  const remedy =
    tracepoint === undefined
      ? 'Use a kernel with CONFIG_FTRACE and tracefs (all of Debian, Ubuntu and RHEL have them), outside of a container that hides it.'
      : 'Run the roles as root with CAP_SYS_ADMIN or CAP_PERFMON, and see sysctl kernel.perf_event_paranoid and kernel lockdown.';
  const well = 'The order in which instances read can be recorded.';
  return {
    facts: { 'read-order': fault === undefined ? 'yes' : 'no' },
    checks: [check('read-order', fault, well, remedy, false)],
  };
}

export const READ_ORDER: Probe = {
  name: 'read-order',
  run: async () => {
    const tracepoint = await findReadTracepoint();
    return readOrderFinding(tracepoint, tracepoint && refusalOf(tracepoint));
  },
};

function refusalOf(tracepoint: ReadTracepoint): string | undefined {
  try {
    new PerfRing({ tracepoint: tracepoint.id, cpu: FIRST_CPU, filter: undefined, pages: PAGES }).close();
    return undefined;
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
    return error.message;
  }
}
