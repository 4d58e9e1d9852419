import { describe, expect, it } from 'vitest';
import { ANSWERS, judgeNats } from '../../../../cli/supervisor/nats-care.js';

const MIB = 1024 * 1024;

/** Looks every two seconds; the index of the look after which the server is started again, -1 for none. */
function restartedAt(looks: readonly { answers: boolean; freeMib: number }[]): number {
  let silence = ANSWERS;
  return looks.findIndex(({ answers, freeMib }, index) => {
    const judged = judgeNats(silence, { answers, freeBytes: freeMib * MIB, nowMs: index * 2000 });
    silence = judged.silence;
    return judged.restart;
  });
}
const times = (count: number, look: { answers: boolean; freeMib: number }) =>
  Array<typeof look>(count).fill(look);
const WELL = { answers: true, freeMib: 100 };
const FULL = { answers: false, freeMib: 0 };
const SILENT = { answers: false, freeMib: 100 };

describe('a nats-server that does not answer', () => {
  it('is left alone while it answers, however full its disk is', () => {
    expect(restartedAt(times(100, { answers: true, freeMib: 0 }))).toBe(-1);
  });
  it('is left alone as long as its disk is full', () => {
    expect(restartedAt(times(100, FULL))).toBe(-1);
  });
  it('is started again when room returns to its disk', () => {
    expect(restartedAt([WELL, ...times(5, FULL), SILENT])).toBe(6);
    expect(restartedAt([WELL, FULL, SILENT, SILENT, SILENT])).toBe(4);
  });
  it('gets a minute when its disk was not full: it may be slow', () => {
    expect(restartedAt(times(30, SILENT))).toBe(-1);
    expect(restartedAt(times(40, SILENT))).toBe(30);
  });
  it('has answered in between: the silence counts from then', () => {
    expect(restartedAt([FULL, WELL, SILENT, SILENT, SILENT, SILENT, SILENT])).toBe(-1);
  });
});
