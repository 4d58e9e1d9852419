// The script that gives a container its network. The runtime runs it on the host once the container's namespaces exist, when it is
// created and again when it is restored, before any socket comes back.
import { CONTAINER_INTERFACE, hardwareAddress, type Wire6 } from './address.js';

export interface NetworkHook {
  /** The end of a veth, in the host's namespace, that becomes the container's eth0. */
  readonly peer: string;
  /** The container's address. */
  readonly address: string;
  /** Where its default route leads; not within a prefix of its own. */
  readonly gateway: string;
  /** The same in IPv6; undefined: the container has none. */
  readonly v6?: Wire6 | undefined;
  /** Hardware address of its eth0; undefined: as it was made. */
  readonly mac?: string;
}

/**
 * A POSIX shell script. Ports below 1024 are opened to root in the container's user namespace. Without an IPv6 address
 * IPv6 is off, and with one there is no other: a link-local address would be a way around it. Pure.
 */
export function networkHookScript(hook: NetworkHook): string {
  const mac = hook.mac === undefined ? '' : `ip link set dev ${CONTAINER_INTERFACE} address ${hook.mac}\n`;
  return `#!/bin/sh
# Written by the agent for one container: moves its network interface in. The container's state comes on stdin.
set -eu
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
pid=$(sed -n 's/.*"pid": *\\([0-9][0-9]*\\).*/\\1/p')
[ -n "$pid" ] || { echo "no pid in the container's state" >&2; exit 1; }
ip link set dev ${hook.peer} netns "$pid"
nsenter --net="/proc/$pid/ns/net" sh -eu <<'INSIDE'
echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start
for family in all default; do
  [ ! -e /proc/sys/net/ipv6/conf/$family/disable_ipv6 ] || echo ${hook.v6 === undefined ? 1 : 0} > /proc/sys/net/ipv6/conf/$family/disable_ipv6
done
ip link set dev lo up
ip link set dev ${hook.peer} name ${CONTAINER_INTERFACE}
${mac}ip address add ${hook.address}/32 dev ${CONTAINER_INTERFACE}
${hook.v6 === undefined ? '' : ipv6Before(hook.v6)}ip link set dev ${CONTAINER_INTERFACE} up
ip route add default via ${hook.gateway} dev ${CONTAINER_INTERFACE} onlink
${hook.v6 === undefined ? '' : ipv6After(hook.v6, hook.gateway)}INSIDE
`;
}

/** The address is there at once: nobody is asked whether somebody has it (nodad). */
function ipv6Before({ address }: Wire6): string {
  return `echo 0 > /proc/sys/net/ipv6/conf/${CONTAINER_INTERFACE}/accept_ra
ip link set dev ${CONTAINER_INTERFACE} addrgenmode none
ip address add ${address}/128 dev ${CONTAINER_INTERFACE} nodad noprefixroute
`;
}

/** The neighbour is permanent, at both ends: there is no discovery that a filter or a lost packet could break. */
function ipv6After({ gateway }: Wire6, gateway4: string): string {
  return `ip neighbour replace ${gateway} lladdr ${hardwareAddress(gateway4)} dev ${CONTAINER_INTERFACE} nud permanent
ip route add ${gateway}/128 dev ${CONTAINER_INTERFACE}
ip route add ::/0 via ${gateway} dev ${CONTAINER_INTERFACE}
`;
}
