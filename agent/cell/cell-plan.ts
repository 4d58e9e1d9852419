/**
 * The cell of a replica: a network namespace that stands for the whole world the replica knows.
 *
 * Every address is local to it (a default route of type local), so the replayer can be any client; and the one way
 * from there leads to the replica, by a veth whose other end becomes the replica's eth0. There is no way on: no other
 * interface, no forwarding, no DNS. What the replica sends is dropped unless it belongs to a connection the replayer
 * has; a connection the replica dials by itself is answered with a reset and counted.
 */

/** Two ends of a wire: the container's address, as in production, and the gateway it knows from there. */
export interface CellEnds {
  readonly address: string;
  readonly gateway: string;
}

/** Names and addresses of one cell. */
export interface CellRequest extends CellEnds {
  /** Name of the namespace below /run/netns. */
  readonly netns: string;
  /** Its ends in IPv6; undefined: production has none, and IPv6 is off. */
  readonly v6: CellEnds | undefined;
}

/** The replayer's end of the veth, and the end that becomes the replica's eth0. */
export const CELL_INTERFACE = 'cell0';
export const REPLICA_INTERFACE = 'replica0';

/** Locally administered addresses, fixed: with permanent neighbours on both sides no ARP and no neighbour discovery is ever needed or answered. */
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
    ...(cell.v6 === undefined ? [] : addressLines6(cell.v6.gateway, CELL_INTERFACE)),
    `link set ${CELL_INTERFACE} up`,
    'route add local 0.0.0.0/0 dev lo table local',
    // More specific than the line above, and in the same table, which is asked first.
    `route add unicast ${cell.address}/32 dev ${CELL_INTERFACE} table local`,
    `neigh add ${cell.address} lladdr ${REPLICA_MAC} dev ${CELL_INTERFACE} nud permanent`,
    ...(cell.v6 === undefined ? [] : routeLines6(cell.v6)),
    '',
  ].join('\n');
}

/** The address is there at once (nodad), and there is no other: a link-local one would be a way around it. */
function addressLines6(address: string, device: string): string[] {
  return [`link set ${device} addrgenmode none`, `addr add ${address}/128 dev ${device} nodad noprefixroute`];
}

function routeLines6({ address }: CellEnds): string[] {
  return [
    'route add local ::/0 dev lo table local',
    `route add unicast ${address}/128 dev ${CELL_INTERFACE} table local`,
    `neigh add ${address} lladdr ${REPLICA_MAC} dev ${CELL_INTERFACE} nud permanent`,
  ];
}

/** Settings of the namespace before any interface is made in it, `key=value` for sysctl. */
export function cellSettings({ v6 }: CellRequest): string[] {
  const off = v6 === undefined ? 1 : 0;
  return [
    `net.ipv6.conf.all.disable_ipv6=${off}`,
    `net.ipv6.conf.default.disable_ipv6=${off}`,
    'net.ipv6.conf.all.forwarding=0',
    'net.ipv6.conf.default.accept_ra=0',
    'net.ipv4.ip_forward=0',
    'net.ipv4.conf.all.rp_filter=0',
    'net.ipv4.conf.default.rp_filter=0',
    // A client's port may be anything, and must not be taken by a socket that lets the kernel choose. It holds for IPv6 too.
    'net.ipv4.ip_local_port_range=1024 1025',
  ];
}

/** nft rules of the namespace. */
export function cellRules(cell: CellRequest): string {
  const ends = [
    `ip saddr ${cell.address}`,
    ...(cell.v6 === undefined ? [] : [`ip6 saddr ${cell.v6.address}`]),
  ];
  const input = ends.flatMap((from) => [
    `    iifname ${CELL_INTERFACE} ${from} tcp flags & (syn | ack) == syn counter name ${REFUSED_COUNTER} reject with tcp reset`,
    `    iifname ${CELL_INTERFACE} ${from} meta l4proto tcp accept`,
  ]);
  const output = ends.map((from) => `    ${from.replace('saddr', 'daddr')} meta l4proto tcp accept`);
  return `
table inet ${CELL_TABLE} {
  counter ${REFUSED_COUNTER} {}
  chain input {
    type filter hook input priority filter; policy drop;
    iif lo accept
${input.join('\n')}
  }
  chain output {
    type filter hook output priority filter; policy drop;
    oif lo accept
${output.join('\n')}
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
  const before = cell.v6 === undefined ? [] : addressLines6(cell.v6.address, 'eth0');
  const after = cell.v6 === undefined ? [] : replicaRoutes6(cell.v6);
  const off = cell.v6 === undefined ? 1 : 0;
  const lines = [
    'link set lo up',
    `link set ${REPLICA_INTERFACE} name eth0`,
    `addr add ${cell.address}/32 dev eth0`,
    ...before,
    'link set eth0 up',
    `route add ${cell.gateway} dev eth0 scope link`,
    `route add default via ${cell.gateway} dev eth0`,
    `neigh add ${cell.gateway} lladdr ${CELL_MAC} dev eth0 nud permanent`,
    ...after,
  ];
  return `#!/bin/sh
# OCI createRuntime hook of a replica: its eth0 leads into the cell and nowhere else. State comes as JSON on stdin.
set -eu
pid=$(sed -n 's/.*"pid": *\\([0-9][0-9]*\\).*/\\1/p')
ip -n ${cell.netns} link set ${REPLICA_INTERFACE} netns "$pid"
nsenter --target "$pid" --net sh -eu <<'INSIDE'
echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start
for family in all default; do
  [ ! -e /proc/sys/net/ipv6/conf/$family/disable_ipv6 ] || echo ${off} > /proc/sys/net/ipv6/conf/$family/disable_ipv6
done
ip -batch - <<'LINES'
${lines.join('\n')}
LINES
INSIDE
`;
}

function replicaRoutes6({ gateway }: CellEnds): string[] {
  return [
    `route add ${gateway}/128 dev eth0`,
    `route add ::/0 via ${gateway} dev eth0`,
    `neigh add ${gateway} lladdr ${CELL_MAC} dev eth0 nud permanent`,
  ];
}
