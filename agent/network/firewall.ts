// The nftables tables of an installation, one for each family of addresses: address translation for its instances, and
// nothing else. Only our own tables are ever touched.
import { readFile, writeFile } from 'node:fs/promises';
import { run } from '../../runtime/command/mod.js';
import { hostInterfacePrefix } from './address.js';
import { forwardsIpv6 } from './ipv6.js';

/** A port of the host that leads to an instance. */
export interface PublishedPort {
  readonly hostPort: number;
  readonly address: string;
  readonly port: number;
}

/** Ports that instances must not reach: Parikshan's own, whose callers are believed. */
export interface ClosedPorts {
  /** The machines on which they are, beside this one. */
  readonly network: string;
  readonly ports: readonly number[];
}

export interface Firewall {
  readonly tag: string;
  /** E.g. 10.87.17.0/24. */
  readonly network: string;
  readonly published: readonly PublishedPort[];
  /** IPv6 addresses of the instances that have one. */
  readonly addresses6: readonly string[];
  /** Undefined: nothing of Parikshan's listens beyond this machine. */
  readonly closed?: ClosedPorts | undefined;
}

const CALL_TIMEOUT_MS = 10_000;
const FORWARD_PATH = '/proc/sys/net/ipv4/ip_forward';

export function firewallTable(tag: string): string {
  return `parikshan_${tag}`;
}

/**
 * The whole table as an nft script that replaces the old one in a single transaction. Pure.
 *
 * `guard` runs before address translation: the veths accept packets with loopback addresses (route_localnet) so that
 * a published port can be reached through 127.0.0.1, and an instance must not use that to reach what listens on the host's loopback.
 */
export function firewallScript({ tag, network, published, closed }: Firewall): string {
  const table = firewallTable(tag);
  const veths = `"${hostInterfacePrefix(tag)}*"`;
  const redirects = published.map(
    ({ hostPort, address, port }) =>
      `    fib daddr type local tcp dport ${hostPort} dnat to ${address}:${port}`,
  );
  return `table ip ${table}
delete table ip ${table}
table ip ${table} {
  chain guard {
    type filter hook prerouting priority raw; policy accept;
    iifname ${veths} ip daddr 127.0.0.0/8 drop
    iifname ${veths} ip saddr != ${network} drop
${closedRules(veths, 'ip', closed)}  }
  chain incoming {
    type nat hook prerouting priority dstnat; policy accept;
${redirects.join('\n')}
  }
  chain local {
    type nat hook output priority -100; policy accept;
${redirects.join('\n')}
  }
  chain outgoing {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr ${network} oifname != ${veths} masquerade
    ip saddr 127.0.0.0/8 oifname ${veths} masquerade
  }
}
`;
}

/**
 * The table for IPv6, as firewallScript; empty where no instance has such an address. Pure.
 *
 * The host's forwarding of IPv6 is not ours to switch on: a host that forwards stops to believe its router's
 * announcements, and may lose its own way out. Where it does not forward, an instance that calls beyond it is told so at
 * once instead of waiting. There is no way to the host's loopback here: no interface but lo takes packets for ::1.
 */
export function firewallScript6({ tag, addresses6, closed }: Firewall, forwards: boolean): string {
  if (addresses6.length === 0) return '';
  const table = firewallTable(tag);
  const veths = `"${hostInterfacePrefix(tag)}*"`;
  const instances = `{ ${addresses6.join(', ')} }`;
  const beyond = forwards
    ? ''
    : `    iifname ${veths} fib daddr type != local reject with icmpv6 type no-route\n`;
  return `table ip6 ${table}
delete table ip6 ${table}
table ip6 ${table} {
  chain guard {
    type filter hook prerouting priority raw; policy accept;
    iifname ${veths} ip6 saddr != ${instances} drop
${closedRules(veths, 'ip6', closed)}${beyond}  }
  chain outgoing {
    type nat hook postrouting priority srcnat; policy accept;
    ip6 saddr ${instances} oifname != ${veths} masquerade
  }
}
`;
}

/** An instance leaves its host by the host's address, which other hosts believe: so it may not call them, nor its own. */
function closedRules(veths: string, family: 'ip' | 'ip6', closed: ClosedPorts | undefined): string {
  if (closed === undefined || closed.ports.length === 0) return '';
  const ports = `tcp dport { ${closed.ports.join(', ')} } drop`;
  const there = closed.network.includes(':') ? 'ip6' : 'ip';
  const others = there === family ? `    iifname ${veths} ${family} daddr ${closed.network} ${ports}\n` : '';
  return `    iifname ${veths} fib daddr type local ${ports}\n${others}`;
}

/** Puts the tables in place and lets the host forward IPv4 packets. */
export async function applyFirewall(firewall: Firewall): Promise<void> {
  if ((await readFile(FORWARD_PATH, 'utf8')).trim() !== '1') await writeFile(FORWARD_PATH, '1');
  const script = firewallScript(firewall) + firewallScript6(firewall, await forwardsIpv6());
  await run('nft', ['--file', '-'], { timeoutMs: CALL_TIMEOUT_MS, input: script });
}

/** Removes the tables. None is no error. */
export async function removeFirewall(tag: string): Promise<void> {
  const { stdout } = await run('nft', ['list', 'tables'], { timeoutMs: CALL_TIMEOUT_MS });
  const ours = stdout.split('\n').filter((line) => line.endsWith(` ${firewallTable(tag)}`));
  // Beside another that removes them: what is declared first is there to be deleted.
  const input = ours.map((table) => `${table}\ndelete ${table}\n`).join('');
  if (input !== '') await run('nft', ['--file', '-'], { timeoutMs: CALL_TIMEOUT_MS, input });
}
