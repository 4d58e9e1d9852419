/** IPv4 and IPv6 addresses between text and the bytes of the wire. */

/** The text is no IPv4 or IPv6 address. */
export class InvalidAddressError extends Error {
  override readonly name = 'InvalidAddressError';
  readonly address: string;
  constructor(address: string) {
    super(`${JSON.stringify(address)} is not an IPv4 or IPv6 address`);
    this.address = address;
  }
}

/** 4 bytes for a dotted quad, 16 for IPv6 text (no zone), in network order. Throws InvalidAddressError. */
export function parseAddress(text: string): Uint8Array {
  const bytes = text.includes(':') ? parseV6(text) : parseV4(text);
  if (bytes === undefined) throw new InvalidAddressError(text);
  return bytes;
}

/** Dotted quad, or IPv6 as RFC 5952 wants it: lower case, the longest run of zeros shortened, mapped ones with a quad. */
export function formatAddress(bytes: Uint8Array, offset = 0, length = bytes.length - offset): string {
  if (length === 4) return quad(bytes, offset);
  if (length !== 16) throw new RangeError(`an address has 4 or 16 bytes, not ${length}`);
  const groups = Array.from(
    { length: 8 },
    (_, i) => (bytes[offset + 2 * i]! << 8) | bytes[offset + 2 * i + 1]!,
  );
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${quad(bytes, offset + 12)}`;
  }
  const run = longestZeroRun(groups);
  const text = (part: number[]): string => part.map((group) => group.toString(16)).join(':');
  if (run === undefined) return text(groups);
  return `${text(groups.slice(0, run.start))}::${text(groups.slice(run.start + run.length))}`;
}

function quad(bytes: Uint8Array, offset: number): string {
  return `${bytes[offset]}.${bytes[offset + 1]}.${bytes[offset + 2]}.${bytes[offset + 3]}`;
}

/** RFC 5952 4.2: at least two groups, the longest, and of equals the first. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } | undefined {
  let best: { start: number; length: number } | undefined;
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (groups[start + length] === 0) length += 1;
    if (length >= 2 && length > (best?.length ?? 0)) best = { start, length };
  }
  return best;
}

function parseV4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  const bytes = new Uint8Array(4);
  for (const [i, part] of parts.entries()) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    bytes[i] = Number(part);
  }
  return bytes;
}

function parseV6(text: string): Uint8Array | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0]!, halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1]!, true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const room = 16 - head.length - tail.length;
  // A double colon stands for at least one group of zeros.
  if (halves.length === 2 ? room < 2 : room !== 0) return undefined;
  const bytes = new Uint8Array(16);
  bytes.set(head);
  bytes.set(tail, 16 - tail.length);
  return bytes;
}

/** Bytes of colon-separated groups; the last may be a dotted quad when these are the last of the address. */
function parseGroups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (last && i === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part);
      if (v4 === undefined) return undefined;
      bytes.push(...v4);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(part)) return undefined;
      const group = Number.parseInt(part, 16);
      bytes.push(group >> 8, group & 0xff);
    }
  }
  return bytes;
}
