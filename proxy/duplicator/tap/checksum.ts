const PROTOCOL_TCP = 6;

/**
 * Whether the TCP checksum of the segment [at, end) is right (RFC 9293 3.1, RFC 1071). `addresses` is where the source
 * address and, behind it, the destination address lie, `size` bytes each.
 */
export function checksumIsValid(
  bytes: Uint8Array,
  at: number,
  end: number,
  addresses: number,
  size: number,
): boolean {
  const sum = add(bytes, addresses, addresses + 2 * size, PROTOCOL_TCP + end - at);
  return fold(add(bytes, at, end, sum)) === 0xffff;
}

/** Sums 16-bit words; exact for anything an Ethernet frame can hold. */
function add(bytes: Uint8Array, from: number, end: number, start: number): number {
  let sum = start;
  let at = from;
  for (; at + 1 < end; at += 2) sum += (bytes[at]! << 8) | bytes[at + 1]!;
  return at < end ? sum + (bytes[at]! << 8) : sum;
}

function fold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x1_0000);
  return folded;
}
