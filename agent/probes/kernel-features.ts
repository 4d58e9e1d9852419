// What the kernel lets this process do.
import { readFile } from 'node:fs/promises';
import { check, type Finding, type Probe } from './probe.js';

const TRACKED_ENV = 'PARIKSHAN_TEST_MEMORY_TRACKED';

/**
 * Whether the kernel tells which pages of a process have changed: the flag `sd` of a mapping in proc(5)'s smaps is there only in kernels
 * with CONFIG_MEM_SOFT_DIRTY, and then on new memory. For a test that wants to see CRIU refuse, a variable of the agent says yes.
 */
export async function tracksMemory(env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  if (env[TRACKED_ENV] === '1') return true;
  const smaps = await readFile('/proc/self/smaps', 'utf8').catch(() => '');
  return /^VmFlags:.* sd( |$)/m.test(smaps);
}

/** The finding from what the kernel has. Pure. */
export function softDirtyFinding(tracked: boolean): Finding {
  return {
    facts: { 'soft-dirty': tracked ? 'yes' : 'no' },
    checks: [
      check(
        'pre-dump',
        tracked
          ? undefined
          : 'The kernel cannot track which memory has changed: all of it is copied in the freeze, which is longer the more there is.',
        'The kernel tracks which memory has changed: most of it is copied ahead of a freeze.',
        'Use a kernel with CONFIG_MEM_SOFT_DIRTY (those of Debian, Ubuntu and RHEL have it) where containers hold much memory.',
        false,
      ),
    ],
  };
}

export const SOFT_DIRTY: Probe = {
  name: 'soft-dirty',
  run: async () => softDirtyFinding(await tracksMemory()),
};

export const USER_NAMESPACES: Probe = {
  name: 'user-namespaces',
  run: async () => {
    const most = (await readFile('/proc/sys/user/max_user_namespaces', 'utf8').catch(() => '0')).trim();
    return {
      facts: { 'user-namespaces': most },
      checks: [
        check(
          'user-namespaces',
          Number(most) > 0 ? undefined : 'The kernel gives no user namespaces; every instance needs one.',
          'User namespaces are available.',
          'Set sysctl user.max_user_namespaces to some thousands.',
        ),
      ],
    };
  },
};

/**
 * What the agent needs and what for; numbers from linux/capability.h. CAP_SYS_RESOURCE is not among them: CRIU wants it for limits of
 * processes of another user, and the agent has all capabilities over the user namespace that every instance has of its own.
 */
const NEEDED: readonly (readonly [string, number, string])[] = [
  ['CAP_CHOWN', 0, "to give an instance's files to its users"],
  ['CAP_DAC_OVERRIDE', 1, 'to write files of other users'],
  ['CAP_DAC_READ_SEARCH', 2, 'to find the files that a container watches'],
  ['CAP_KILL', 5, 'to end containers'],
  ['CAP_SETGID', 6, 'to map groups into containers'],
  ['CAP_SETUID', 7, 'to map users into containers'],
  ['CAP_NET_ADMIN', 12, 'to make networks, to hold them during a freeze and to read connections'],
  ['CAP_NET_RAW', 13, 'to look at packets'],
  ['CAP_SYS_CHROOT', 18, 'to enter mount namespaces'],
  ['CAP_SYS_PTRACE', 19, 'to stop processes and read their memory'],
  ['CAP_SYS_ADMIN', 21, 'to mount disks, freeze file systems and enter namespaces'],
  ['CAP_MKNOD', 27, 'to unpack device files'],
];

/** Needed capabilities that the mask (hexadecimal, as in proc(5)'s status) lacks, each with what for. Pure. */
export function missingRights(mask: string): string[] {
  const bits = BigInt(`0x${mask}`);
  return NEEDED.filter(([, bit]) => ((bits >> BigInt(bit)) & 1n) === 0n).map(
    ([name, , purpose]) => `${name} (${purpose})`,
  );
}

export const CAPABILITIES: Probe = {
  name: 'capabilities',
  run: async () => {
    const status = await readFile('/proc/self/status', 'utf8');
    const mask = /^CapEff:\s+([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
    const missing = missingRights(mask);
    return {
      facts: { capabilities: mask },
      checks: [
        check(
          'capabilities',
          missing.length === 0 ? undefined : `The agent lacks ${missing.join(', ')}.`,
          'The agent has the capabilities it needs.',
          'Run the agent as root, outside of a container or in a privileged one.',
        ),
      ],
    };
  },
};
