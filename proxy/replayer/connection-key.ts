import type { ConnectionTuple, Endpoint } from '../log/mod.js';

const MAPPED = '::ffff:';

/** The address as it stands on the wire: an IPv4-mapped one (RFC 4291, 2.5.5.2) is IPv4 there. */
export function wireAddress(address: string): string {
  return address.toLowerCase().startsWith(MAPPED) ? address.slice(MAPPED.length) : address;
}

/** One text for both ends of a connection. */
export function connectionKey({ local, remote }: ConnectionTuple): string {
  return `${endpointText(remote)} > ${endpointText(local)}`;
}

function endpointText({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
