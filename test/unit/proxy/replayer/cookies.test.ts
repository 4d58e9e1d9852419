import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play, type Scene } from './dropping-kernel.js';

const MOST = 12;
const scenes: fc.Arbitrary<Scene> = fc
  .record({
    first: fc.record({
      in: fc.constantFrom(1000, 0xffff_fffc, 0x7fff_fffa),
      out: fc.constantFrom(5000, 0xffff_ffff),
    }),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
    ends: fc.boolean(),
    steps: fc.array(fc.oneof(fc.constant('new' as const), fc.integer({ min: 1, max: 3 })), {
      minLength: 2,
      maxLength: MOST,
    }),
    times: fc.array(fc.nat(MOST), { minLength: 3, maxLength: 3 }),
    room: fc.integer({ min: 1, max: MOST + 1 }),
  })
  .map(({ times, ...rest }) => {
    const [captured, marked, frozen] = times
      .map((time) => Math.min(time, rest.steps.length))
      .sort((a, b) => a - b) as [number, number, number];
    return { ...rest, captured, marked, frozen };
  });

const base: Scene = {
  first: { in: 1000, out: 5000 },
  sizes: [6, 5],
  ends: false,
  steps: ['new', 1, 1, 1, 'new'],
  captured: 0,
  marked: 2,
  frozen: 3,
  room: 4,
};
const all = { text: 'abcdefghijk', ended: false };

describe('a connection that production’s kernel has answered without keeping anything', () => {
  it('is whole when its client spoke before the mark, and production takes it after the freeze', () => {
    expect(play(base)).toMatchObject({ taken: all, given: all, unfaithful: '' });
    const ended = { text: 'abcdef', ended: true };
    const scene = { ...base, sizes: [6], ends: true };
    expect(play(scene)).toMatchObject({ taken: ended, given: ended, unfaithful: '' });
  });

  it('is whole when its client spoke before the capture', () => {
    for (const captured of [2, 3]) {
      const outcome = play({ ...base, captured, marked: 3, frozen: 3 });
      expect(outcome).toMatchObject({ dialSeen: false, taken: all, given: all, unfaithful: '' });
    }
  });

  it('is not in the replica when production never takes it', () => {
    for (const captured of [0, 2])
      expect(play({ ...base, captured, room: 9 })).toMatchObject({
        taken: undefined,
        given: undefined,
        unfaithful: '',
      });
  });

  it('is named as missing when nobody can say with which byte the kernel began it', () => {
    const short = play({ ...base, sizes: [2, 5], steps: ['new', 1, 1, 'new', 1] });
    expect(short).toMatchObject({ taken: { text: 'cdefg' }, given: undefined });
    expect(short.unfaithful).toContain('the beginning of connection 1 is not in the log');
    // Its last segment may come again from one that is over.
    const over = play({ ...base, sizes: [6], ends: true, captured: 2 });
    expect(over).toMatchObject({ taken: { text: 'abcdef', ended: true }, given: undefined });
    expect(over.unfaithful).toContain('the beginning of connection 1 is not in the log');
  });

  it('is what production took of it, or said to be missing, whatever came when', () => {
    const met = { whole: 0, missing: 0, never: 0 };
    fc.assert(
      fc.property(scenes, (scene) => {
        const { taken, given, unfaithful, wasReset, dialSeen, spokeBeforeMark } = play(scene);
        const { room, frozen, captured, sizes, ends } = scene;
        const toldUnanswered = spokeBeforeMark || !dialSeen;
        const isShort = sizes[0]! <= 3 && sizes.length > 1;
        // By a kernel that has nothing of it.
        if (wasReset) {
          expect(given?.text ?? '').toBe('');
          return;
        }
        // A first byte that the kernel passes over is missed only where it knows nothing of the connection at the freeze.
        if (isShort && (!toldUnanswered || room <= frozen)) return;
        if (taken === undefined) {
          met.never += 1;
          // A dial that was answered behind the mark is made, and nothing said.
          expect(given).toEqual(toldUnanswered ? undefined : { text: '', ended: false });
          expect(unfaithful === '' || isShort).toBe(true);
          return;
        }
        if (unfaithful === '') {
          met.whole += 1;
          expect(given).toEqual(taken);
          return;
        }
        met.missing += 1;
        const isUnsure = isShort || (!dialSeen && ends);
        // What had come before the capture, and the kernel had taken, is nowhere.
        expect(isUnsure || (room <= frozen && captured > 0)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(30);
  });
});
