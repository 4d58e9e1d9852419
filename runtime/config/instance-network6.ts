import { formatAddress, parseAddress } from '../ip/mod.js';

/** A prefix of unique local addresses (RFC 4193, with 24 of its random bits) before the tag of an installation. */
const DEFAULT_PREFIX = 'fd3e:8ac7';
const PREFIX_BYTES = 8;

/**
 * The IPv6 network of an installation's instances in its one canonical form; undefined when there is to be none (`none`).
 * `given` undefined: the default, made from the tag. Pure.
 */
export function instanceNetwork6(
  given: string | undefined,
  tag: string,
): { readonly network: string | undefined } | { readonly fault: string } {
  if (given === 'none') return { network: undefined };
  const text = given ?? `${DEFAULT_PREFIX}:${tag}::/64`;
  const network = canonical(text);
  return network === undefined
    ? { fault: `${text}: must be \`none\` or a global or unique local network like fd00:1:2:3::/64.` }
    : { network };
}

function canonical(text: string): string | undefined {
  const address = /^(.*:.*)\/64$/.exec(text)?.[1];
  if (address === undefined) return undefined;
  let bytes: Uint8Array;
  try {
    bytes = parseAddress(address);
  } catch {
    return undefined;
  }
  const first = bytes[0] ?? 0;
  // 2000::/3 and fc00::/7: no other addresses are routed to a machine.
  const routed = (first & 0xe0) === 0x20 || (first & 0xfe) === 0xfc;
  const isNetwork = bytes.subarray(PREFIX_BYTES).every((byte) => byte === 0);
  return routed && isNetwork ? `${formatAddress(bytes)}/64` : undefined;
}
