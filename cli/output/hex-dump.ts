const BYTES_PER_LINE = 16;

function ascii(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
}

/**
 * Bytes as `offset  hex  |ascii|`, sixteen a line; one line `(nothing)` when there are none.
 * @param start offset of the first byte
 */
export function hexDump(bytes: Uint8Array, start: number): string[] {
  if (bytes.length === 0) return ['(nothing)'];
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_PER_LINE) {
    const part = Array.from(bytes.subarray(at, at + BYTES_PER_LINE));
    const hex = part.map((b) => b.toString(16).padStart(2, '0')).join(' ');
    const offset = (start + at).toString(16).padStart(8, '0');
    lines.push(`${offset}  ${hex.padEnd(BYTES_PER_LINE * 3 - 1)}  |${part.map(ascii).join('')}|`);
  }
  return lines;
}
