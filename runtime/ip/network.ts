import { BlockList, isIP } from 'node:net';

/** A network of IPv4 or IPv6 addresses, e.g. 10.0.0.0/24. */
export interface Network {
  /** As it was written. */
  readonly text: string;
  /** Whether an address is in it; what is no address is not. IPv4 addresses in IPv6 form (::ffff:1.2.3.4) count as IPv4. */
  contains(address: string): boolean;
}

const BITS = { 4: 32, 6: 128 } as const;

/** The network of this text (`ADDRESS/BITS`); undefined when it is none. Pure. */
export function parseNetwork(text: string): Network | undefined {
  const [, address = '', prefix = ''] = /^([^/\s]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  if (family !== 4 && family !== 6) return undefined;
  if (Number(prefix) > BITS[family]) return undefined;
  const list = new BlockList();
  list.addSubnet(address, Number(prefix), familyName(family));
  return {
    text,
    contains: (given) => {
      const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(given)?.[1] ?? given;
      const found = isIP(plain);
      return found !== 0 && list.check(plain, familyName(found));
    },
  };
}

function familyName(family: number): 'ipv4' | 'ipv6' {
  return family === 4 ? 'ipv4' : 'ipv6';
}
