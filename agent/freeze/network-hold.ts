/**
 * The network hold: while the container stands still, nothing of TCP may reach its sockets or leave them, else the images
 * would hold a connection in two states at once. Other protocols have no state in the images and go on.
 *
 * It is an nftables rule in the container's own namespace which drops what a set names, and the set's element expires
 * by itself. So even if everything of ours dies in the middle of a freeze, the kernel lets traffic through again HOLD_MS
 * later. CRIU's own lock (a table that stays until somebody removes it) could not promise that.
 */

export const HOLD_TABLE = 'parikshan_hold';
export const HOLD_SET = 'held';

/** Milliseconds after which the kernel lets go by itself; the guard renews the hold while a long dump goes on. */
export const HOLD_MS = 1_500;

/** nft commands that prepare the hold without holding anything yet. Loopback inside the container is let through. */
export const PREPARE_HOLD = `
table inet ${HOLD_TABLE} {}
delete table inet ${HOLD_TABLE}
table inet ${HOLD_TABLE} {
  set ${HOLD_SET} { type inet_proto; flags timeout; }
  chain incoming { type filter hook prerouting priority raw; policy accept; iif != lo meta l4proto @${HOLD_SET} drop; }
  chain outgoing { type filter hook output priority raw; policy accept; oif != lo meta l4proto @${HOLD_SET} drop; }
}
`;

/** Takes everything away; fine to run twice (the first line makes the second one safe). */
export const REMOVE_HOLD = `
table inet ${HOLD_TABLE} {}
delete table inet ${HOLD_TABLE}
`;
