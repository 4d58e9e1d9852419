import { formatAddress, parseAddress } from '../../runtime/ip/mod.js';
import type { ConnectionTuple } from './record.js';

/** Length of an encoded tuple whose first byte is `family` (4 or 6); undefined for any other. */
export function tupleBytes(family: number | undefined): number | undefined {
  if (family === 4) return 13;
  return family === 6 ? 37 : undefined;
}

/** The bytes of a tuple as `open` and `seen` records hold them. Throws InvalidAddressError; both ends are of one family. */
export function encodeTuple(tuple: ConnectionTuple): Uint8Array {
  const local = parseAddress(tuple.local.address);
  const remote = parseAddress(tuple.remote.address);
  if (local.length !== remote.length)
    throw new RangeError('the ends of a connection are of different families');
  return encodeRawTuple(local, remote, tuple.local.port, tuple.remote.port);
}

/** As encodeTuple, from addresses in network order. */
export function encodeRawTuple(
  local: Uint8Array,
  remote: Uint8Array,
  localPort: number,
  remotePort: number,
): Uint8Array {
  const size = local.length;
  const bytes = new Uint8Array(5 + 2 * size);
  bytes[0] = size === 4 ? 4 : 6;
  bytes.set(local, 1);
  bytes.set(remote, 1 + size);
  const view = new DataView(bytes.buffer);
  view.setUint16(1 + 2 * size, localPort, true);
  view.setUint16(3 + 2 * size, remotePort, true);
  return bytes;
}

/** Reads a tuple that is known to lie whole at `offset`. */
export function decodeTuple(bytes: Uint8Array, offset = 0): ConnectionTuple {
  const size = bytes[offset] === 4 ? 4 : 16;
  const ports = offset + 1 + 2 * size;
  const port = (at: number): number => bytes[at]! | (bytes[at + 1]! << 8);
  return {
    local: { address: formatAddress(bytes, offset + 1, size), port: port(ports) },
    remote: { address: formatAddress(bytes, offset + 1 + size, size), port: port(ports + 2) },
  };
}
