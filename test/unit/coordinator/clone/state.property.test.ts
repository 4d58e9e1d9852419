import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  frozenUntil,
  heldBy,
  traces,
  type CloneEvent,
} from '../../../../coordinator/clone/state.js';
import type { CloneImage, CloneState } from '../../../../coordinator/store/mod.js';

const IMAGE: CloneImage = {
  suspend: { freezingMs: 1, memoryMs: 2, diskMs: 3, networkLockMs: 4, frozenMs: 5, clientGapMs: -1 },
  imageBytes: 6,
  connections: 7,
  frozenAtUs: 8,
  resumedAtUs: 9,
};
const START = { phase: 'planned', operation: 'op-a' } as CloneState;
const PATH: readonly CloneEvent[] = [
  { type: 'capture' },
  { type: 'marked', logSequence: 1 },
  { type: 'freeze', resumedBy: 1000 },
  { type: 'resumed', image: IMAGE },
  { type: 'completed', clientGapMs: 12 },
];
const anyEvent = fc.oneof(
  fc.constantFrom<CloneEvent>(...PATH, { type: 'undo' }, { type: 'remove', operation: 'op-b' }),
  fc.record({ type: fc.constant('undo' as const), operation: fc.constantFrom('op-a', 'op-b') }),
);

/** What really is on the host, as opposed to what the record says. */
interface World {
  capture: boolean;
  image: boolean;
  frozen: boolean;
}

/** What each part of a clone does to the world, between the record that announces it and the one that follows. */
const EFFECTS: readonly {
  announce?: CloneEvent;
  begin?: (world: World) => void;
  end?: (world: World) => void;
  told?: CloneEvent;
}[] = [
  { announce: PATH[0], begin: (world) => (world.capture = true) },
  { told: PATH[1] },
  {
    announce: PATH[2],
    begin: (world) => Object.assign(world, { frozen: true, image: true }),
    end: (world) => (world.frozen = false),
    told: PATH[3],
  },
  { told: PATH[4] },
];

/** All moments of a clone's making, in order: each changes either the record or the world, never both. */
function moments(state: { value: CloneState }, world: World): (() => void)[] {
  const write = (event: CloneEvent | undefined) => () => {
    if (event !== undefined) state.value = advance(state.value, event);
  };
  return EFFECTS.flatMap(({ announce, begin, end, told }) => [
    write(announce),
    () => begin?.(world),
    () => end?.(world),
    write(told),
  ]);
}

describe('the states of a clone', () => {
  it('know at every moment what may have been made, and until when production may stand still', () => {
    fc.assert(
      fc.property(fc.nat(20), (stopAfter) => {
        const state = { value: START };
        const world: World = { capture: false, image: false, frozen: false };
        for (const moment of moments(state, world).slice(0, stopAfter)) {
          moment();
          const covered = traces(state.value);
          expect(!world.capture || covered.capture).toBe(true);
          expect(!world.image || covered.image).toBe(true);
          expect(!world.frozen || frozenUntil(state.value) > 0).toBe(true);
        }
        // Whoever finds the record now undoes what it tells of, and nothing is left.
        const undone =
          heldBy(state.value) === undefined ? state.value : advance(state.value, { type: 'undo' });
        if (traces(undone).capture) world.capture = false;
        if (traces(undone).image) world.image = false;
        expect(world.capture || world.image).toBe(false);
        expect(!world.frozen || frozenUntil(undone) > 0).toBe(true);
      }),
    );
  });

  it('leave a way out, and forget nothing on it, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let state = START;
        for (const event of events) {
          let next: CloneState;
          try {
            next = advance(state, event);
          } catch (error) {
            expect(error).toMatchObject({ reason: 'CLONE_TRANSITION_REFUSED' });
            continue;
          }
          const before = traces(state);
          const after = traces(next);
          expect(!before.capture || after.capture).toBe(true);
          expect(!before.image || after.image).toBe(true);
          // Only the agent's word that production runs lifts the promise that it will.
          if (frozenUntil(state) > 0 && event.type !== 'resumed')
            expect(frozenUntil(next)).toBe(frozenUntil(state));
          state = next;
        }
        const out: CloneEvent =
          state.phase === 'ready' || state.phase === 'removing'
            ? { type: 'remove', operation: 'op-c' }
            : { type: 'undo', operation: 'op-c' };
        expect(heldBy(advance(state, out))).toBe('op-c');
      }),
    );
  });

  it('end as ready with the gap that the tap saw', () => {
    const state = PATH.reduce(advance, START);
    expect(state).toEqual({
      phase: 'ready',
      logSequence: 1,
      image: { ...IMAGE, suspend: { ...IMAGE.suspend, clientGapMs: 12 } },
    });
  });

  it('refuse what makes no sense by naming the state', () => {
    expect(() => advance(START, { type: 'freeze', resumedBy: 1 })).toThrow(
      'A clone that is planned cannot take freeze',
    );
  });
});
