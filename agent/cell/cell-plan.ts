/**
 * The cell of a replica: a network namespace that stands for the whole world the replica knows.
 *
 * Every address is local to it (a default route of type local), so the replayer can be any client; and the one way
 * from there leads to the replica, by a veth whose other end becomes the replica's eth0. There is no way on: no other
 * interface, no forwarding, no DNS. What the replica sends is dropped unless it belongs to a connection the replayer
 * has; a connection the replica dials by itself is answered with a reset and counted.
 */

/** Names and addresses of one cell. */
export interface CellRequest {
  /** Name of the namespace below /run/netns. */
  readonly netns: string;
  /** Address of the container, as in production. */
  readonly address: string;
  /** The gateway it knows from production. */
  readonly gateway: string;
}

/** The replayer's end of the veth, and the end that becomes the replica's eth0. */
export const CELL_INTERFACE = 'cell0';
export const REPLICA_INTERFACE = 'replica0';

/** Locally administered addresses, fixed: with permanent neighbours on both sides no ARP is ever needed or answered. */
export const CELL_MAC = '02:50:4b:00:00:01';
export const REPLICA_MAC = '02:50:4b:00:00:02';

/** Name of the nftables table and of the counter of refused dials. */
export const CELL_TABLE = 'parikshan_cell';
export const REFUSED_COUNTER = 'refused_dials';

/** Lines for `ip -n NETNS -batch -`. */
export function cellCommands(cell: CellRequest): string {
  return [
    'link set lo up',
    `link add ${CELL_INTERFACE} address ${CELL_MAC} type veth peer name ${REPLICA_INTERFACE} address ${REPLICA_MAC}`,
    `addr add ${cell.gateway}/32 dev ${CELL_INTERFACE}`,
    `link set ${CELL_INTERFACE} up`,
    'route add local 0.0.0.0/0 dev lo table local',
    // More specific than the line above, and in the same table, which is asked first.
    `route add unicast ${cell.address}/32 dev ${CELL_INTERFACE} table local`,
    `neigh add ${cell.address} lladdr ${REPLICA_MAC} dev ${CELL_INTERFACE} nud permanent`,
    '',
  ].join('\n');
}

/** Settings of the namespace, `key=value` for sysctl. */
export const CELL_SETTINGS: readonly string[] = [
  'net.ipv6.conf.all.disable_ipv6=1',
  'net.ipv4.ip_forward=0',
  'net.ipv4.conf.all.rp_filter=0',
  `net.ipv4.conf.${CELL_INTERFACE}.rp_filter=0`,
  // A client's port may be anything, and must not be taken by a socket that lets the kernel choose.
  'net.ipv4.ip_local_port_range=1024 1025',
];

/** nft rules of the namespace. */
export function cellRules(cell: CellRequest): string {
  return `
table inet ${CELL_TABLE} {
  counter ${REFUSED_COUNTER} {}
  chain input {
    type filter hook input priority filter; policy drop;
    iif lo accept
    iifname ${CELL_INTERFACE} ip saddr ${cell.address} tcp flags & (syn | ack) == syn counter name ${REFUSED_COUNTER} reject with tcp reset
    iifname ${CELL_INTERFACE} ip saddr ${cell.address} meta l4proto tcp accept
  }
  chain output {
    type filter hook output priority filter; policy drop;
    oif lo accept
    ip daddr ${cell.address} meta l4proto tcp accept
  }
  chain forward { type filter hook forward priority filter; policy drop; }
}
`;
}

/**
 * The replica's side, run by the hook once runc has made its network namespace (and, on restore, before its sockets
 * come back).
 */
export function replicaHook(cell: CellRequest): string {
  return `#!/bin/sh
# OCI createRuntime hook of a replica: its eth0 leads into the cell and nowhere else. State comes as JSON on stdin.
set -eu
pid=$(sed -n 's/.*"pid": *\\([0-9][0-9]*\\).*/\\1/p')
ip -n ${cell.netns} link set ${REPLICA_INTERFACE} netns "$pid"
nsenter --target "$pid" --net sh -eu <<'INSIDE'
echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start
echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6 2>/dev/null || true
ip -batch - <<'LINES'
link set lo up
link set ${REPLICA_INTERFACE} name eth0
addr add ${cell.address}/32 dev eth0
link set eth0 up
route add ${cell.gateway} dev eth0 scope link
route add default via ${cell.gateway} dev eth0
neigh add ${cell.gateway} lladdr ${CELL_MAC} dev eth0 nud permanent
LINES
INSIDE
`;
}
