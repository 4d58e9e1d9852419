// The nftables table of an installation: address translation for its instances, and nothing else. Only our own table is
// ever touched.
import { readFile, writeFile } from 'node:fs/promises';
import { run } from '../../runtime/command/mod.js';
import { hostInterfacePrefix } from './address.js';

/** A port of the host that leads to an instance. */
export interface PublishedPort {
  readonly hostPort: number;
  readonly address: string;
  readonly port: number;
}

export interface Firewall {
  readonly tag: string;
  /** E.g. 10.87.17.0/24. */
  readonly network: string;
  readonly published: readonly PublishedPort[];
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
export function firewallScript({ tag, network, published }: Firewall): string {
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
  }
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

/** Puts the table in place and lets the host forward packets. */
export async function applyFirewall(firewall: Firewall): Promise<void> {
  if ((await readFile(FORWARD_PATH, 'utf8')).trim() !== '1') await writeFile(FORWARD_PATH, '1');
  await run('nft', ['--file', '-'], { timeoutMs: CALL_TIMEOUT_MS, input: firewallScript(firewall) });
}

/** Removes the table. None is no error. */
export async function removeFirewall(tag: string): Promise<void> {
  const table = firewallTable(tag);
  await run('nft', ['--file', '-'], {
    timeoutMs: CALL_TIMEOUT_MS,
    input: `table ip ${table}\ndelete table ip ${table}\n`,
  });
}
