// One line of conmon's `k8s-file` log. Pure.
// Format: TIME SPACE stdout|stderr SPACE F|P SPACE BYTES; P marks a part of a line longer than conmon's buffer.

/** A whole line of output. */
export interface LogLine {
  readonly source: 'stdout' | 'stderr';
  /** RFC 3339 with nanoseconds. */
  readonly time: string;
  /** Without its newline. */
  readonly line: Buffer;
}

/** A line that never ends is cut into pieces of this size, bytes, so that it cannot fill our memory. */
const MAX_LINE_BYTES = 1024 * 1024;

/** Puts bytes of the log together to whole lines. */
export class LogParser {
  #rest: Buffer = Buffer.alloc(0);
  readonly #parts = new Map<LogLine['source'], { time: string; pieces: Buffer[]; bytes: number }>();

  /** Takes the next bytes of the file and returns the lines they complete. */
  push(chunk: Buffer): LogLine[] {
    const data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const lines: LogLine[] = [];
    let begin = 0;
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, begin)) {
      const line = this.#record(data.subarray(begin, end));
      if (line !== undefined) lines.push(line);
      begin = end + 1;
    }
    this.#rest = Buffer.from(data.subarray(begin));
    return lines;
  }

  /** What was written of lines that never ended; for the end of a log. */
  flush(): LogLine[] {
    const lines = [...this.#parts].map(([source, { time, pieces }]) => ({
      source,
      time,
      line: Buffer.concat(pieces),
    }));
    this.#parts.clear();
    return lines;
  }

  #record(raw: Buffer): LogLine | undefined {
    const [first, second, third] = spaces(raw);
    if (first === undefined || second === undefined || third === undefined) return undefined;
    const source = raw.toString('latin1', first + 1, second);
    if (source !== 'stdout' && source !== 'stderr') return undefined;
    const part = this.#parts.get(source) ?? { time: raw.toString('latin1', 0, first), pieces: [], bytes: 0 };
    const content = Buffer.from(raw.subarray(third + 1));
    part.pieces.push(content);
    part.bytes += content.length;
    if (raw[second + 1] === 'P'.charCodeAt(0) && part.bytes < MAX_LINE_BYTES) {
      this.#parts.set(source, part);
      return undefined;
    }
    this.#parts.delete(source);
    return { source, time: part.time, line: Buffer.concat(part.pieces) };
  }
}

/** Positions of the first three spaces. */
function spaces(raw: Buffer): (number | undefined)[] {
  const found: number[] = [];
  for (let at = raw.indexOf(32); at >= 0 && found.length < 3; at = raw.indexOf(32, at + 1)) found.push(at);
  return found;
}
