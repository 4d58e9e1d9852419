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

/** The two ends of an instance's wire in IPv6. */
export interface Wire6 {
  /** The container's address. */
  readonly address: string;
  /** The host's on it. */
  readonly gateway: string;
}

/** The IPv6 address of the instance with this IPv4 one: the last number is the same, as text, e.g. fd3e:8ac7:8b42::23 for .23. */
export function pairedAddress(network6: string, address: string): string {
  return network6.replace(/::\/64$/, `::${address.split('.')[3] ?? ''}`);
}

/** The ends of the wire of an instance with this IPv6 address; none for none. The host's is the first of the network. */
export function wire6(address6: string | undefined): Wire6 | undefined {
  return address6 === undefined
    ? undefined
    : { address: address6, gateway: address6.replace(/::[0-9a-f]+$/, '::1') };
}

/**
 * A hardware address for the end of a veth with this IPv4 address. It is known before the interface is there, so that
 * the other end needs not ask for it; set by hand, it is left alone by udev; and no two instances of a host share it
 * (UUIDs of version 1 are made from it).
 */
export function hardwareAddress(address: string): string {
  const octets = address.split('.').map((octet) => Number(octet).toString(16).padStart(2, '0'));
  return ['02', '50', ...octets].join(':');
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
