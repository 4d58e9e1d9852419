// Whether this host does IPv6.
import { readFile } from 'node:fs/promises';

const SETTINGS = '/proc/sys/net/ipv6/conf';

/** Why instances get no IPv6 address on this host; undefined: they can have one. */
export async function ipv6Absence(): Promise<string | undefined> {
  return absenceFrom(await setting('all/disable_ipv6'), await setting('default/disable_ipv6'));
}

/**
 * From the kernel's settings `disable_ipv6` for all and for new interfaces; undefined where it has none. Who switched it
 * off for the machine does not want it on ours. Pure.
 */
export function absenceFrom(all: string | undefined, fresh: string | undefined): string | undefined {
  if (all === undefined) return 'the kernel has no IPv6, or was started with ipv6.disable=1';
  if (all === '1') return 'net.ipv6.conf.all.disable_ipv6 is 1';
  return fresh === '1' ? 'net.ipv6.conf.default.disable_ipv6 is 1' : undefined;
}

/** Whether the host passes IPv6 packets on between its interfaces. */
export async function forwardsIpv6(): Promise<boolean> {
  return (await setting('all/forwarding')) === '1';
}

async function setting(name: string): Promise<string | undefined> {
  const text = await readFile(`${SETTINGS}/${name}`, 'utf8').catch(() => undefined);
  return text?.trim();
}
