import { Reassembler } from '../../../../proxy/duplicator/tap/reassembler.js';
import { Recorder } from '../../../../proxy/duplicator/tap/recorder.js';
import { decodeBatch, type FinishedBatch, type LogRecord } from '../../../../proxy/log/mod.js';
import type { CutPlan, WaitingConnection } from '../../../../proxy/replayer/carried-connection.js';
import type { Feed } from '../../../../proxy/replayer/feed.js';
import { Replay, type ReplicaSide } from '../../../../proxy/replayer/replay.js';
import { segment, type WireSegment } from '../duplicator/tap/wire.js';

/** A dial, by a client that has so much to say, and what happens to it. A step is one thing that the client does. */
export interface Scene {
  /** First sequence numbers: of the client's and of the cookie's. */
  readonly first: { readonly in: number; readonly out: number };
  /** Sizes of the segments that it has to say, bytes. */
  readonly sizes: readonly number[];
  readonly ends: boolean;
  /** What it does at each step: says something new, or what was not acknowledged once more, so many segments in one. */
  readonly steps: readonly ('new' | number)[];
  /** Steps before which something happens. */
  readonly captured: number;
  readonly marked: number;
  readonly frozen: number;
  /** The kernel has room from here on. */
  readonly room: number;
}

/** What became of it. */
export interface Outcome {
  /** What production's kernel took; undefined when it never began the connection. */
  readonly taken: { readonly text: string; readonly ended: boolean } | undefined;
  /** What the replica got; undefined when it was not dialled. */
  readonly given: { readonly text: string; readonly ended: boolean } | undefined;
  readonly unfaithful: string;
  readonly wasReset: boolean;
  readonly dialSeen: boolean;
  readonly spokeBeforeMark: boolean;
}

const STEP_US = 1000;
const KEY = '10.0.0.2:4000 > 10.87.0.1:6379';

/** A client, a kernel that answers dials by cookies, the tap between them, and a replay of its log from the mark on. */
export function play(scene: Scene): Outcome {
  return new World(scene).run();
}

class World {
  readonly #scene: Scene;
  readonly #text: string;
  readonly #batches: FinishedBatch[] = [];
  readonly #recorder: Recorder;
  readonly #reassembler: Reassembler;
  #markBatch = 0;
  #now = 0;
  #capturing = false;
  // Offsets from the client's first byte; behind its FIN they count it.
  #said = 0;
  #acknowledged = 0;
  #begun: number | undefined;
  #taken = 0;
  #wasReset = false;

  constructor(scene: Scene) {
    this.#scene = scene;
    const length = scene.sizes.reduce((sum, size) => sum + size, 0);
    this.#text = Array.from({ length }, (_, at) => String.fromCharCode(97 + (at % 26))).join('');
    this.#recorder = new Recorder(
      { heldBytes: 0, add: (batch) => void this.#batches.push(batch) },
      1,
      1 << 24,
    );
    this.#reassembler = new Reassembler(this.#recorder, undefined, [6379]);
  }

  run(): Outcome {
    const { captured, marked, frozen, first, steps } = this.#scene;
    let [frozenUs, known, spoke] = [0, this.#waiting(), false];
    const before = (step: number): void => {
      if (step === captured) this.#capturing = true;
      if (step === marked) {
        spoke = this.#said > 0;
        this.#mark();
      }
      if (step === frozen) {
        known = this.#waiting();
        frozenUs = this.#now + 1;
        this.#now += 3;
      }
    };
    before(0);
    this.#wire({ direction: 'in', seq: first.in - 1, flags: 'S' });
    this.#wire({ direction: 'out', seq: first.out - 1, ack: first.in, flags: 'S' });
    this.#wire({ direction: 'in', seq: first.in, ack: first.out });
    steps.forEach((step, index) => {
      before(index + 1);
      this.#now += STEP_US;
      if (!this.#wasReset) this.#client(step, index + 1 >= this.#scene.room);
    });
    // Once there is somebody to acknowledge it, all comes again.
    while (this.#begun !== undefined && this.#acknowledged < this.#said) this.#client(1, true);
    this.#recorder.flush();
    return this.#replay(known, frozenUs, spoke);
  }

  get #length(): number {
    return this.#text.length + (this.#scene.ends ? 1 : 0);
  }

  #client(step: 'new' | number, room: boolean): void {
    const ends = [0];
    for (const size of this.#scene.sizes) ends.push(ends.at(-1)! + size);
    const from = step === 'new' ? this.#said : this.#acknowledged;
    if (from >= this.#length || (step !== 'new' && from >= this.#said)) return;
    const at = ends.findIndex((end) => end > from);
    const parts = step === 'new' ? 1 : step;
    let to = at < 0 ? this.#length : ends[Math.min(at + parts - 1, ends.length - 1)]!;
    // The FIN goes with the last bytes.
    if (to === this.#text.length) to = this.#length;
    if (step !== 'new') to = Math.min(to, this.#said);
    this.#said = Math.max(this.#said, to);
    const { first } = this.#scene;
    this.#wire({
      direction: 'in',
      seq: first.in + from,
      ack: first.out,
      payload: this.#text.slice(from, to),
      flags: to > this.#text.length ? 'F' : '',
    });
    this.#kernel(from, to, room);
  }

  /** As Linux does: what does not begin with a number that fits the cookie is reset, also without room; the cookie is of an MSS of 1460. */
  #kernel(from: number, to: number, room: boolean): void {
    const { first } = this.#scene;
    if (this.#begun === undefined) {
      if (from > 3) {
        this.#wasReset = true;
        this.#wire({ direction: 'out', seq: first.out, flags: 'R' });
        return;
      }
      if (!room) return;
      this.#begun = from;
      this.#taken = from;
    }
    if (from <= this.#taken) this.#taken = Math.max(this.#taken, to);
    this.#acknowledged = this.#taken;
    this.#wire({ direction: 'out', seq: first.out, ack: first.in + this.#taken });
  }

  #wire(described: WireSegment): void {
    this.#now += 10;
    if (this.#capturing) this.#reassembler.segment(segment(described), this.#now);
  }

  #mark(): void {
    this.#now += 10;
    const timeUs = this.#reassembler.passTime(this.#now);
    const place = this.#recorder.mark('m', timeUs, () => this.#reassembler.describe());
    this.#markBatch = place!.first;
  }

  /** The program of this kernel accepts nobody before the freeze. */
  #waiting(): WaitingConnection[] {
    if (this.#begun === undefined) return [];
    const peerEnded = this.#taken > this.#text.length;
    const unreadBytes = Math.min(this.#taken, this.#text.length) - this.#begun;
    const tuple = {
      local: { address: '10.87.0.1', port: 6379 },
      remote: { address: '10.0.0.2', port: 4000 },
    };
    return [{ ...tuple, key: KEY, unreadBytes, peerEnded, opening: false }];
  }

  #replay(waiting: WaitingConnection[], frozenAtUs: number, spokeBeforeMark: boolean): Outcome {
    const plan: CutPlan = {
      connections: [],
      waiting,
      closed: [],
      frozenAtUs,
      resumedAtUs: frozenAtUs + 1,
    };
    const replica = new Replica();
    const replay = new Replay(plan, { order: 'causal', patienceUs: 1e9 }, replica);
    const ticket = { done: () => undefined };
    let dialSeen = false;
    for (const { sequence, bytes } of this.#batches) {
      const records: readonly LogRecord[] = decodeBatch(bytes).records;
      for (const record of records) {
        dialSeen ||= record.kind === 'open';
        if (sequence >= this.#markBatch) replay.push(record, ticket, 0);
        else if (waiting.length > 0) replay.recall(record, ticket);
      }
    }
    replay.settle(0);
    replay.pump(0);
    const text = this.#text.slice(this.#begun ?? 0, this.#taken);
    return {
      taken: this.#begun === undefined ? undefined : { text, ended: this.#taken > this.#text.length },
      given: replica.dialled ? { text: replica.text, ended: replica.ended } : undefined,
      unfaithful: replay.fidelity.unfaithfulReason,
      wasReset: this.#wasReset,
      dialSeen,
      spokeBeforeMark,
    };
  }
}

class Replica implements ReplicaSide {
  dialled = false;
  text = '';
  ended = false;
  dial(): void {
    this.dialled = true;
  }
  write(_: Feed, bytes: Uint8Array): boolean {
    this.text += Buffer.from(bytes).toString('latin1');
    return true;
  }
  end(): void {
    this.ended = true;
  }
  reset(): void {
    this.ended = true;
  }
}
