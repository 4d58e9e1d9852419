import { describe, expect, it } from 'vitest';
import { Reassembler } from '../../../../../proxy/duplicator/tap/reassembler.js';
import { DEFAULT_LIMITS } from '../../../../../proxy/duplicator/tap/reassembler-limits.js';
import { Listener, segment, type WireSegment } from './wire.js';

const IN = 1000;
const OUT = 5000;
/** The freeze of all these, µs. */
const FREEZE = { fromUs: 10_000_000, untilUs: 10_100_000 };
const LATER = 12_000_000;

/** Time lines: each step is a time in ms from the beginning of the freeze, and what goes over the wire. */
class TimeLine {
  readonly reassembler: Reassembler;
  readonly #sent = new Map<string, number>();

  constructor(servicePorts?: readonly number[]) {
    this.reassembler = new Reassembler(new Listener(), DEFAULT_LIMITS, servicePorts);
  }

  wire(ms: number, each: WireSegment): this {
    this.reassembler.segment(segment(each), FREEZE.fromUs + ms * 1000);
    return this;
  }
  dial(ms: number, port = 4000): this {
    return this.wire(ms, { direction: 'in', seq: IN - 1, flags: 'S', port });
  }
  accept(ms: number, port = 4000): this {
    return this.wire(ms, { direction: 'out', seq: OUT - 1, ack: IN, flags: 'S', port });
  }
  /** `bytes` that come next; all of the other direction is acknowledged. */
  says(ms: number, direction: 'in' | 'out', bytes: number, flags = 'P', port = 4000): this {
    const at = this.#at(direction, port);
    this.#sent.set(`${direction}${port}`, at + bytes);
    return this.wire(ms, this.#segment(direction, at, bytes, flags, port));
  }
  /** The last `bytes` again. */
  again(ms: number, direction: 'in' | 'out', bytes: number, port = 4000): this {
    return this.wire(ms, this.#segment(direction, this.#at(direction, port) - bytes, bytes, 'P', port));
  }

  measured() {
    const { silence, table } = this.reassembler;
    return silence.measure(FREEZE, table);
  }
  gap(nowUs = LATER) {
    return this.measured().result(nowUs);
  }

  #at(direction: 'in' | 'out', port: number): number {
    return this.#sent.get(`${direction}${port}`) ?? 0;
  }
  #segment(direction: 'in' | 'out', at: number, bytes: number, flags: string, port: number): WireSegment {
    const [from, otherFrom] = direction === 'in' ? [IN, OUT] : [OUT, IN];
    const ack = otherFrom + this.#at(direction === 'in' ? 'out' : 'in', port);
    return { direction, seq: from + at, ack, payload: 'x'.repeat(bytes), flags, port };
  }
}

const open = (): TimeLine => new TimeLine().dial(-5000).accept(-4999);

describe('the client gap', () => {
  it('is the time from the request to the first byte of its answer', () => {
    const line = open().says(-3, 'in', 10).says(117, 'out', 5, '').says(118, 'out', 5);
    expect(line.gap()).toEqual({ longestUs: 120_000, waits: 1, unanswered: 0 });
  });

  it('counts a request that was sent again from its first sending', () => {
    const line = open().says(40, 'in', 10).again(250, 'in', 10).again(660, 'in', 10).says(661, 'out', 5);
    expect(line.gap()).toEqual({ longestUs: 621_000, waits: 1, unanswered: 0 });
  });

  it('counts a dial during the freeze, and the request behind a hole', () => {
    const dial = new TimeLine().dial(50).dial(1050).accept(1051);
    expect(dial.gap()).toEqual({ longestUs: 1_001_000, waits: 1, unanswered: 0 });
    // Its first segment was lost before the tap.
    const hole = open().wire(20, { direction: 'in', seq: IN + 10, ack: OUT, payload: 'rest' });
    hole.wire(230, { direction: 'in', seq: IN, ack: OUT, payload: '0123456789' }).says(232, 'out', 5);
    expect(hole.gap().longestUs).toBe(212_000);
  });

  it('goes on in the middle of an answer', () => {
    const line = open().says(-10, 'in', 10).says(-8, 'out', 500, '').says(140, 'out', 500);
    expect(line.gap()).toEqual({ longestUs: 148_000, waits: 1, unanswered: 0 });
    // A download that its client had stopped reading long before.
    const stalled = open().says(-900, 'in', 10).says(-800, 'out', 500, '').says(1500, 'out', 500);
    expect(stalled.gap()).toEqual({ longestUs: 0, waits: 0, unanswered: 0 });
  });

  it('is nothing where nobody asked, was asked before, or is asked after', () => {
    const line = open().says(-30, 'in', 10).says(-1, 'out', 10);
    // Pushed without a question; asked when the freeze was over.
    line.says(300, 'out', 10).says(400, 'in', 10).says(900, 'out', 10);
    expect(line.gap()).toEqual({ longestUs: 0, waits: 0, unanswered: 0 });
  });

  it('is the longest of all clients', () => {
    const line = open();
    for (const port of [1, 2, 3]) line.dial(-100, port).accept(-99, port);
    for (const port of [3, 2, 1]) line.says(-port, 'in', 3, 'P', port);
    line.says(130, 'out', 3, 'P', 2).says(140, 'out', 3, 'P', 3).says(141, 'out', 3, 'P', 1);
    expect(line.gap()).toEqual({ longestUs: 143_000, waits: 3, unanswered: 0 });
  });

  it('holds for those who waited for something else only what the freeze added', () => {
    const poll = open().says(-3000, 'in', 10).says(700, 'out', 10);
    expect(poll.gap()).toEqual({ longestUs: 100_000, waits: 1, unanswered: 0 });
    const still = open().says(-3000, 'in', 10);
    expect(still.gap()).toEqual({ longestUs: 100_000, waits: 1, unanswered: 0 });
  });

  it('leaves out what the instance asks of others', () => {
    // A database it had dialled before the tap began: an answer, and long after it the next query.
    const upstream = { direction: 'in', seq: 1, ack: 1, payload: 'rows', port: 3306 } as const;
    const query = { direction: 'out', seq: 1, ack: 5, payload: 'query', port: 3306 } as const;
    expect(new TimeLine([80]).wire(-1, upstream).wire(600, query).gap().waits).toBe(0);
    expect(new TimeLine([6379]).wire(-1, upstream).wire(600, query).gap().longestUs).toBe(601_000);
    // Ports not known: whoever has the lower one serves.
    expect(new TimeLine().wire(-1, upstream).wire(600, query).gap().waits).toBe(0);
  });

  it('ends with an end or a reset, and with a client that gives up', () => {
    const closed = open().says(10, 'in', 10).says(120, 'out', 0, 'F');
    expect(closed.gap()).toEqual({ longestUs: 110_000, waits: 1, unanswered: 0 });
    const refused = open().says(10, 'in', 10).wire(130, { direction: 'out', seq: OUT, ack: IN, flags: 'R' });
    expect(refused.gap()).toEqual({ longestUs: 120_000, waits: 1, unanswered: 0 });
    const gaveUp = open()
      .says(10, 'in', 10)
      .wire(510, { direction: 'in', seq: IN + 10, flags: 'R' });
    expect(gaveUp.gap()).toEqual({ longestUs: 500_000, waits: 1, unanswered: 0 });
  });

  it('is at least the wait so far of who was not answered', () => {
    expect(
      open()
        .says(-5, 'in', 10)
        .gap(FREEZE.fromUs + 2_000_000),
    ).toEqual({
      longestUs: 2_005_000,
      waits: 1,
      unanswered: 1,
    });
  });

  it('is settled when the last who waited was answered, also by packets that are read late', async () => {
    const line = open().says(5, 'in', 10).dial(-100, 1).accept(-99, 1);
    const measurement = line.measured();
    let settled = false;
    const over = measurement.settled.then(() => (settled = true));
    // Read from the ring only now, although it was sent during the freeze.
    line.says(60, 'in', 3, 'P', 1).says(102, 'out', 3);
    await Promise.resolve();
    expect(settled).toBe(false);
    line.says(180, 'out', 3, 'P', 1);
    await over;
    expect(measurement.result(LATER)).toEqual({ longestUs: 120_000, waits: 2, unanswered: 0 });
    await open().measured().settled;
  });
});
