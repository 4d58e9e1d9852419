import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planCut } from '../../../../proxy/replayer/carried-connection.js';
import { Replay } from '../../../../proxy/replayer/replay.js';
import { cutOf, ModelReplica, recordsOf, type WireEvent } from './replica-model.js';

const FREEZE_US = 100_000;
const FROZEN_AT_US = FREEZE_US - 50;
const RESUME_US = FREEZE_US + 30_000;
const RESUMED_AT_US = RESUME_US + 50;

interface Drawn {
  readonly pieces: readonly {
    readonly what: 'in' | 'out';
    readonly length: number;
    readonly gapUs: number;
  }[];
  readonly startUs: number;
  readonly ends: 'none' | 'client' | 'both';
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  pieces: fc.array(
    fc.record({
      what: fc.constantFrom('in' as const, 'out' as const),
      length: fc.integer({ min: 1, max: 30 }),
      // Small steps bring many events close to the freeze, large ones across it.
      gapUs: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 40_000 })),
    }),
    { maxLength: 12 },
  ),
  startUs: fc.oneof(
    fc.integer({ min: 1, max: 140_000 }),
    fc.integer({ min: FREEZE_US - 60, max: FREEZE_US + 60 }),
  ),
  ends: fc.constantFrom('none' as const, 'client' as const, 'both' as const),
});

/** What the container says while it stands still, it says when it runs again. */
function thawed(what: WireEvent['what'], timeUs: number): number {
  const speaks = what === 'out' || what === 'end-out';
  return speaks && timeUs >= FREEZE_US && timeUs <= RESUME_US ? RESUME_US + 1 : timeUs;
}

function eventsOf(connections: readonly Drawn[]): WireEvent[] {
  const events = connections.flatMap(({ pieces, startUs, ends }, connection) => {
    let timeUs = startUs;
    let letter = 0;
    const own: WireEvent[] = [{ connection, what: 'open', timeUs, bytes: '' }];
    const add = (what: WireEvent['what'], bytes: string): void => {
      timeUs = thawed(what, timeUs);
      own.push({ connection, what, timeUs, bytes });
    };
    for (const { what, length, gapUs } of pieces) {
      timeUs += gapUs;
      add(what, String.fromCharCode(97 + (letter++ % 26)).repeat(length));
    }
    timeUs += 5;
    if (ends !== 'none') add('end-in', '');
    timeUs += 5;
    if (ends === 'both') add('end-out', '');
    return own;
  });
  return events.sort((a, b) => a.timeUs - b.timeUs);
}

describe('replay', () => {
  it('feeds each connection exactly what the memory images do not hold, and finds a faithful replica equal', () => {
    fc.assert(
      fc.property(
        fc.array(drawn, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('strict' as const, 'causal' as const),
        fc.integer({ min: 0, max: FROZEN_AT_US - 1 }),
        fc.infiniteStream(fc.nat()),
        (connections, order, markUs, numbers) => {
          const draw = () => numbers.next().value as number;
          const events = eventsOf(connections);
          const before = (connection: number) =>
            events.filter((e) => e.connection === connection && e.timeUs < FREEZE_US);
          // In the cut: opened, and not ended by the container. A connection on which the container said nothing may
          // still lie in the backlog, then the images do not know it and all of it is dialled.
          const all = connections.map((_, connection) => connection);
          const live = all.filter(
            (c) => before(c).length > 0 && !before(c).some((e) => e.what === 'end-out'),
          );
          const openedInLog = (c: number) => before(c)[0]!.timeUs > markUs;
          const inCut = live.filter(
            (c) => !openedInLog(c) || before(c).some((e) => e.what === 'out') || draw() % 2 === 0,
          );
          const said = (c: number) =>
            before(c)
              .map((e) => (e.what === 'out' ? e.bytes : ''))
              .join('');
          const unacknowledged: Record<number, number> = {};
          const cut = cutOf(
            events,
            inCut,
            { frozenAtUs: FROZEN_AT_US, freezeUs: FREEZE_US, resumedAtUs: RESUMED_AT_US },
            (c) => (unacknowledged[c] = draw() % (Math.min(said(c).length, 40) + 1)),
          );
          const replica = new ModelReplica(events);
          const replay = new Replay(planCut(cut), { order, patienceUs: 1e6 }, replica);
          replica.replay = replay;
          for (const { feed } of replay.carried)
            replica.carry(feed, before(feed.remote.port - 40_000).length);
          // The kernel of the replica sends again what was not acknowledged.
          for (const { feed } of replay.carried) {
            const c = feed.remote.port - 40_000;
            replay.heard(feed, Buffer.from(said(c).slice(said(c).length - unacknowledged[c]!)), 0);
          }
          let done = 0;
          const records = recordsOf(events, markUs);
          for (const record of records) {
            replay.push(record, { done: () => void (done += 1) }, 0);
            if (draw() % 3 === 0) replay.pump(0);
            if (draw() % 3 === 0) replica.work();
          }
          replay.settle(0);
          do replay.pump(0);
          while (replica.work());
          for (const connection of all) {
            const own = events.filter((e) => e.connection === connection && e.what === 'in');
            const carried = inCut.includes(connection);
            const past = live.includes(connection) || before(connection).length === 0 ? [] : own;
            // A FIN that is in the images is not sent a second time.
            if (carried && before(connection).some((e) => e.what === 'end-in'))
              expect(replica.ended).not.toContain(connection);
            const expected = own.filter((e) => !past.includes(e) && (!carried || e.timeUs >= FREEZE_US));
            expect(replica.consumed.get(connection) ?? '').toBe(expected.map((e) => e.bytes).join(''));
          }
          expect(new Set(replica.dials)).toEqual(
            new Set(all.filter((c) => !inCut.includes(c) && (live.includes(c) || before(c).length === 0))),
          );
          expect(done).toBe(records.length);
          replay.tick(10e6, true);
          expect(replay.fidelity.unfaithfulReason).toBe('');
          expect(replay.fidelity.divergences).toBe(0);
          expect(replay.lateDeliveries).toBe(0);
          expect(replay.heldBytes).toBe(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
