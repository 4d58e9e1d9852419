import { formatAddress, parseAddress } from '../ip/mod.js';

/** An address and a TCP or UDP port. */
export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

export const AF_INET = 2;
export const AF_INET6 = 10;
/** Room for any address below. */
export const SOCKADDR_BYTES = 28;

/** AF_INET or AF_INET6, as the address reads. */
export function addressFamily(address: string): number {
  return address.includes(':') ? AF_INET6 : AF_INET;
}

/** sockaddr_in or sockaddr_in6 (ip(7), ipv6(7)): family in host order, port and address in network order. */
export function encodeSocketAddress({ address, port }: SocketAddress): Uint8Array {
  const bytes = parseAddress(address);
  const v4 = bytes.length === 4;
  const encoded = new Uint8Array(v4 ? 16 : SOCKADDR_BYTES);
  const view = new DataView(encoded.buffer);
  view.setUint16(0, v4 ? AF_INET : AF_INET6, true);
  view.setUint16(2, port, false);
  encoded.set(bytes, v4 ? 4 : 8);
  return encoded;
}

/** Reads what the kernel filled in; undefined for a family other than the two. */
export function decodeSocketAddress(encoded: Uint8Array): SocketAddress | undefined {
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const family = view.getUint16(0, true);
  const port = view.getUint16(2, false);
  if (family === AF_INET) return { address: formatAddress(encoded, 4, 4), port };
  return family === AF_INET6 ? { address: formatAddress(encoded, 8, 16), port } : undefined;
}
