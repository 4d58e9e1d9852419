// Whether somebody else on this host has addresses in the instances' network.
import { networkInterfaces } from 'node:os';
import { NetworkTakenError } from '../errors.js';
import { parseNetwork } from '../../runtime/ip/mod.js';
import { hostInterfacePrefix } from './address.js';

/** An address of the host. */
export interface HostAddress {
  readonly device: string;
  /** E.g. `10.87.17.1/32`; null where the system does not say. */
  readonly cidr: string | null;
}

/**
 * The first address of another's interface that lies in the network; a wider network around it does no harm, since the way to
 * each instance is more specific. Pure.
 */
export function foreignAddress(
  network: string,
  tag: string,
  addresses: readonly HostAddress[],
): HostAddress | undefined {
  const own = parseNetwork(network);
  const least = Number(network.split('/')[1]);
  return addresses.find(({ device, cidr }) => {
    const [address = '', bits] = (cidr ?? '').split('/');
    return !device.startsWith(hostInterfacePrefix(tag)) && Number(bits) >= least && own?.contains(address);
  });
}

/** Throws NetworkTakenError: instances there would not be reached, or another installation's would not. */
export function requireOwnNetwork(networks: readonly string[], tag: string): void {
  const addresses = Object.entries(networkInterfaces()).flatMap(([device, all]) =>
    (all ?? []).map(({ cidr }) => ({ device, cidr })),
  );
  for (const network of networks) {
    const foreign = foreignAddress(network, tag, addresses);
    if (foreign !== undefined) throw new NetworkTakenError(network, foreign.device, foreign.cidr ?? '');
  }
}
