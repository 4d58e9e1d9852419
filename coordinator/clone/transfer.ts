/** How a transfer goes, in words. */
import type { TransferPart__Output } from '../../proto/gen/parikshan/v1/TransferPart.js';

const MIB = 2 ** 20;

/** Hears how far a transfer is, and tells a person now and then. */
export class Transfer {
  readonly #everyMs: number;
  readonly #tell: (text: string) => void;
  /** Pass → bytes shipped in it by this transfer. */
  readonly #shipped = new Map<number, number>();
  #toldAt = 0;
  last: readonly TransferPart__Output[] = [];

  constructor(everyMs: number, tell: (text: string) => void) {
    this.#everyMs = everyMs;
    this.#tell = tell;
  }

  /** Bytes that have travelled, of all passes. */
  get shippedBytes(): number {
    return [...this.#shipped.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  heard(pass: number, parts: readonly TransferPart__Output[], text: () => string): void {
    this.last = parts;
    this.#shipped.set(
      pass,
      parts.reduce((sum, { bytesDone, bytesResumed }) => sum + bytesDone - bytesResumed, 0),
    );
    const now = performance.now();
    if (parts.length === 0 || now - this.#toldAt < this.#everyMs) return;
    this.#toldAt = now;
    this.#tell(text());
  }
}

/** `pass 2: disk 12 of 40 MiB, 25.0 MiB/s, 1 s left`. */
export function passText(pass: number, part: TransferPart__Output): string {
  return `pass ${pass}: ${transferText([part])}`;
}

/** `disk 12 of 40 MiB, memory 3 of 130 MiB, 25.0 MiB/s, 6 s left`. */
export function transferText(parts: readonly TransferPart__Output[]): string {
  const rate = parts.reduce((sum, { bytesPerSecond }) => sum + bytesPerSecond, 0);
  const left = parts.reduce((sum, { bytesTotal, bytesDone }) => sum + bytesTotal - bytesDone, 0);
  const known = rate > 0 ? [`${(rate / MIB).toFixed(1)} MiB/s`, `${Math.ceil(left / rate)} s left`] : [];
  return [
    ...parts.map((part) => `${nameOf(part)} ${mib(part.bytesDone)} of ${mib(part.bytesTotal)} MiB`),
    ...known,
  ].join(', ');
}

/** `disk 12 MiB by extents against web-1.9f03, memory 130 MiB`. */
export function shippedText(parts: readonly TransferPart__Output[]): string {
  return parts
    .map((part) => {
      const damaged = part.damaged > 0 ? `, ${part.damaged} pieces twice since they came damaged` : '';
      return `${nameOf(part)} ${mib(part.bytesDone)} MiB${howText(part)}${damaged}`;
    })
    .join(', ');
}

function howText({ kind, method, base, why }: TransferPart__Output): string {
  if (kind !== 'TRANSFER_PART_KIND_DISK') return '';
  if (method === 'TRANSFER_METHOD_EXTENTS') return ` that had changed since ${base}`;
  if (method === 'TRANSFER_METHOD_DIGESTS') return ` found by comparing digests (${why})`;
  return why === '' ? '' : ` (${why})`;
}

function nameOf({ kind }: TransferPart__Output): string {
  return kind === 'TRANSFER_PART_KIND_DISK' ? 'disk' : 'memory';
}

function mib(bytes: number): string {
  const value = bytes / MIB;
  return value >= 10 || value === 0 ? value.toFixed(0) : value.toFixed(1);
}
