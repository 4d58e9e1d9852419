import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogParser, type LogLine } from '../../../../agent/logs/mod.js';

const TIME = '2026-01-02T03:04:05.000000006+00:00';

function parse(text: string | Buffer, cuts: readonly number[] = []): LogLine[] {
  const data = Buffer.from(text);
  const bounds = [0, ...cuts.map((cut) => cut % (data.length + 1)).sort((a, b) => a - b), data.length];
  const parser = new LogParser();
  return bounds.slice(1).flatMap((end, index) => parser.push(data.subarray(bounds[index], end)));
}

describe('LogParser', () => {
  it('reads whole lines of both streams', () => {
    const text = `${TIME} stdout F one two\n${TIME} stderr F \n`;
    expect(parse(text)).toEqual([
      { source: 'stdout', time: TIME, line: Buffer.from('one two') },
      { source: 'stderr', time: TIME, line: Buffer.from('') },
    ]);
  });

  it('joins the parts of a long line, each stream for itself', () => {
    const text = `${TIME} stdout P ab\n${TIME} stderr F x\n${TIME} stdout P c\n${TIME} stdout F d\n`;
    expect(parse(text).map(({ source, line }) => `${source}:${line.toString()}`)).toEqual([
      'stderr:x',
      'stdout:abcd',
    ]);
  });

  it('gives out an unfinished line only at the end', () => {
    const parser = new LogParser();
    expect(parser.push(Buffer.from(`${TIME} stdout P prompt> \n`))).toEqual([]);
    expect(parser.flush().map(({ line }) => line.toString())).toEqual(['prompt> ']);
  });

  it('passes over what is no line of the format', () => {
    expect(parse(`garbage\n\n${TIME} stdin F x\n${TIME} stdout F y\n`)).toHaveLength(1);
  });

  it('is the same however the file is cut into chunks', () => {
    const line = fc.record({
      source: fc.constantFrom('stdout', 'stderr'),
      tag: fc.constantFrom('F', 'P'),
      content: fc
        .uint8Array({ maxLength: 20 })
        .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 10 ? 11 : byte)))),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 10 }), (lines, cuts) => {
        const file = Buffer.concat(
          lines.flatMap(({ source, tag, content }) => [
            Buffer.from(`${TIME} ${source} ${tag} `),
            content,
            Buffer.from('\n'),
          ]),
        );
        expect(parse(file, cuts)).toEqual(parse(file));
      }),
    );
  });
});
