/**
 * What makes a host of a network namespace: mounts and a name of its own. A process that does nothing holds them, and everything on
 * the host is started into them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { HostPlan } from './lab-plan.js';

/**
 * /sys shows the network interfaces of whoever mounted it, so the host mounts its own, with the control groups of the machine.
 * Namespaces of replicas are named below /run/netns: a folder of its own keeps those of two hosts apart. What others
 * unmount is unmounted here too (slave), and nothing that is mounted here is seen outside.
 */
const SETTLE = `set -eu
hostname "$1"
mount --bind "$2" /etc/hosts
machine=$(mktemp -d)
mount --rbind /sys "$machine"
mount -t sysfs sysfs /sys
for below in fs/cgroup kernel/debug kernel/tracing fs/bpf kernel/security; do
  if mountpoint -q "$machine/$below"; then mount --rbind "$machine/$below" "/sys/$below"; fi
done
umount -l "$machine"
rmdir "$machine"
mkdir -p /run/netns
mount -t tmpfs -o mode=755 host-netns /run/netns
echo ready
exec sleep infinity >/dev/null 2>&1
`;

/** Settles a host in its network namespace and returns the pid of the process that holds it. */
export async function settleHost(host: HostPlan, hostsFile: string): Promise<number> {
  const unshared = ['unshare', '--mount', '--uts', '--propagation', 'slave'];
  const child = spawn(
    'nsenter',
    [`--net=/run/netns/${host.netns}`, ...unshared, 'sh', '-c', SETTLE, host.netns, host.name, hostsFile],
    // Not a child whose end anybody waits for: it outlives a lab that is killed, and the next one finds the host by it.
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' },
  );
  await once(child, 'spawn');
  // Both end when the process becomes `sleep`, or has failed.
  const [said, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (said.trim() !== 'ready')
    throw new Error(`host ${host.name} could not be settled: ${complaints.trim()}`);
  child.unref();
  return child.pid!;
}

/** The command that runs another one on the host that this process holds. */
export function onHost(holder: number, command: readonly string[]): string[] {
  return ['nsenter', `--target=${holder}`, '--net', '--mount', '--uts', ...command];
}
