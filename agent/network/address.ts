// Names and addresses of the instances' network. Pure.
import { createHash } from 'node:crypto';
import { AddressesExhaustedError } from '../errors.js';

/** The container's side, as it is called inside. */
export const CONTAINER_INTERFACE = 'eth0';

/** Prefix of the host sides of an installation's veths. */
export function hostInterfacePrefix(tag: string): string {
  return `pk${tag}`;
}

/** Host side of an instance's veth: 14 of the 15 characters Linux allows. */
export function hostInterface(tag: string, name: string): string {
  return `${hostInterfacePrefix(tag)}${shortHash(name)}`;
}

/** The other side, before the hook moves it into the container and renames it. */
export function peerInterface(tag: string, name: string): string {
  return `pp${tag}${shortHash(name)}`;
}

/** The host's own address on every veth: the first of the network, e.g. 10.87.17.1 of 10.87.17.0/24. */
export function gatewayAddress(network: string): string {
  return addressAt(network, 1);
}

/** The lowest free address for an instance; .0, .1 and .255 are not for instances. Throws AddressesExhaustedError. */
export function allocateAddress(network: string, taken: ReadonlySet<string>): string {
  for (let last = 2; last <= 254; last++) {
    const address = addressAt(network, last);
    if (!taken.has(address)) return address;
  }
  throw new AddressesExhaustedError(network);
}

function addressAt(network: string, last: number): string {
  return network.replace(/\.\d+\/24$/, `.${last}`);
}

function shortHash(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}
