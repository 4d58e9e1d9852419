import { Gate, type GateEvents, type GateOrder } from '../../../../proxy/replayer/gate.js';
import type { FeedAction, GateFeed } from '../../../../proxy/replayer/lane.js';
import type { Idleness } from '../../../../proxy/replayer/turn.js';
import { Queue } from '../../../../proxy/replayer/queue.js';

export const PATIENCE_US = 5000;

export interface TestFeed extends GateFeed {
  readonly id: number;
}

/** A gate whose deliveries are written down. */
export class Bench implements GateEvents<TestFeed> {
  readonly gate: Gate<TestFeed>;
  readonly feeds: TestFeed[];
  readonly delivered: string[] = [];
  readonly missed: number[] = [];
  lateCount = 0;
  doneCount = 0;
  accepts = true;
  readonly ticket = { done: () => void (this.doneCount += 1) };

  constructor(order: GateOrder, connections: number, patienceUs = PATIENCE_US) {
    this.gate = new Gate({ order, patienceUs }, this);
    this.feeds = Array.from({ length: connections }, (_, id) => ({
      id,
      lane: this.gate.join(`c${id}`),
      produced: 0,
      forgiven: 0,
      outputEnded: false,
      dead: false,
      producedAtInput: undefined,
      unanswered: false,
      busy: false,
      upcoming: new Queue(),
      differs: false,
    }));
  }
  deliver(feed: TestFeed, action: FeedAction): boolean {
    const text = action.kind === 'bytes' ? Buffer.from(action.bytes).toString() : action.kind;
    this.delivered.push(`${feed.id}:${text}`);
    return this.accepts;
  }
  late(): void {
    this.lateCount += 1;
  }
  missing(feed: TestFeed): void {
    this.missed.push(feed.id);
  }
  readonly untakenBy: number[] = [];
  untaken(feed: TestFeed): void {
    this.untakenBy.push(feed.id);
  }
  idle(): void {}
  state: Idleness = 'unknown';
  idleness(): Idleness {
    return this.state;
  }
  in(connection: number, text: string): void {
    this.gate.deliver(this.feeds[connection]!, { kind: 'bytes', bytes: Buffer.from(text) }, this.ticket);
  }
  out(connection: number, upTo: number): void {
    this.gate.output(this.feeds[connection]!, upTo, this.ticket);
  }
}
