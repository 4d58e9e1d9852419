import { Writable } from 'node:stream';
import type { Terminal } from '../../../../cli/output/mod.js';

/** A terminal that remembers what was written to it. */
export interface RecordingTerminal extends Terminal {
  outText(): string;
  errText(): string;
  /** Moves its clock. */
  advance(ms: number): void;
}

function recorder(): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}

/** Makes one without colour, 100 characters wide, its clock at 2026-01-02T00:00:00Z. */
export function recordingTerminal(facts: { readonly tty: boolean }): RecordingTerminal {
  const out = recorder();
  const err = recorder();
  let now = Date.parse('2026-01-02T00:00:00Z');
  return {
    out: out.stream,
    err: err.stream,
    outIsTty: facts.tty,
    errIsTty: facts.tty,
    outHasColour: false,
    errHasColour: false,
    columns: () => 100,
    now: () => now,
    outText: out.text,
    errText: err.text,
    advance: (ms) => {
      now += ms;
    },
  };
}
