// Measures the ways to other agents, and is the other end when they measure. Each is short, rare, and never beside a freeze: that
// must have the machine and the network for itself.
import { median } from '../../runtime/figures/mod.js';
import { connect, type Client } from '../../runtime/grpc/mod.js';
import { LinkBusyError } from '../errors.js';
import type { SshHop, Way, WayOpener } from '../route/mod.js';
import { bytesPerSecond, type Arrival } from './figures.js';

/** What was measured. */
export interface LinkFigures {
  readonly roundTripUs: number;
  readonly bytesPerSecond: number;
  /** RFC 3339. */
  readonly measuredAt: string;
}

/** What was measured is good for this long, milliseconds: whoever asks again meanwhile costs nobody anything. */
const GOOD_FOR_MS = 3 * 60_000;
/** Round trips; the first of all, which opens the connection, is not among them. */
const ROUND_TRIPS = 9;
/** Most that a measurement moves, bytes: enough for half a second at 500 Mbit/s. */
const MOST_BYTES = 32 * 1024 * 1024;
/** And the longest that it moves anything, milliseconds. */
const LONGEST_MS = 1_000;
const FILLER = Buffer.alloc(64 * 1024);
/** A small call over the slowest link that is of any use, milliseconds. */
const CALL_TIMEOUT_MS = 2_000;
/** A stream is left after LONGEST_MS; this is for one that does not begin. */
const STREAM_TIMEOUT_MS = 5_000;

export class Links {
  readonly #freezing: () => boolean;
  readonly #ways: WayOpener;
  readonly #known = new Map<string, { readonly figures: LinkFigures; readonly atMs: number }>();
  #measuring = false;

  /**
   * @param freezing whether a freeze is under way on this host
   * @param ways how other agents are reached
   */
  constructor(freezing: () => boolean, ways: WayOpener) {
    this.#freezing = freezing;
    this.#ways = ways;
  }

  /**
   * The way to the agent at `target`, or to the same agent through an sshd.
   * @throws LinkBusyError, which may come from the other end, and what calls and ways throw
   */
  async measure(target: string, hop: SshHop | null, signal: AbortSignal): Promise<LinkFigures> {
    const key = hop === null ? target : `${hop.target} ${hop.address}`;
    const known = this.#known.get(key);
    if (known !== undefined && performance.now() - known.atMs < GOOD_FOR_MS) return known.figures;
    if (this.#measuring) throw new LinkBusyError('another measurement');
    this.#measuring = true;
    let way: Way | undefined;
    let peer: Client<'AgentService'> | undefined;
    try {
      way = await this.#ways.open(target, hop, signal);
      peer = connect('AgentService', way.target);
      const roundTripUs = await this.#roundTrip(peer, signal);
      const rate = await this.#rate(peer, signal);
      const figures = { roundTripUs, bytesPerSecond: rate, measuredAt: new Date().toISOString() };
      this.#known.set(key, { figures, atMs: performance.now() });
      return figures;
    } catch (error) {
      throw way?.fault ?? error;
    } finally {
      peer?.close();
      way?.close();
      this.#measuring = false;
    }
  }

  /** The other end: `bytes` of filler, at most 32 MiB and for at most a second. Throws LinkBusyError, in the middle too. */
  async *fill(bytes: number, signal: AbortSignal): AsyncGenerator<{ filler: Buffer }> {
    this.#requireNoFreeze();
    if (bytes === 0) yield { filler: Buffer.alloc(0) };
    const until = performance.now() + LONGEST_MS;
    for (let left = Math.min(bytes, MOST_BYTES); left > 0 && performance.now() < until;) {
      if (signal.aborted) return;
      this.#requireNoFreeze();
      const filler = FILLER.subarray(0, Math.min(left, FILLER.length));
      yield { filler };
      left -= filler.length;
    }
  }

  async #roundTrip(peer: Client<'AgentService'>, signal: AbortSignal): Promise<number> {
    const samples: number[] = [];
    for (let call = 0; call <= ROUND_TRIPS; call += 1) {
      this.#requireNoFreeze();
      const start = performance.now();
      for await (const _ of peer.probeLink({ bytes: 0 }, { timeoutMs: CALL_TIMEOUT_MS, signal }));
      if (call > 0) samples.push((performance.now() - start) * 1000);
    }
    return median(samples);
  }

  async #rate(peer: Client<'AgentService'>, signal: AbortSignal): Promise<number> {
    const arrivals: Arrival[] = [];
    let bytes = 0;
    const asked = performance.now();
    for await (const { filler } of peer.probeLink(
      { bytes: MOST_BYTES },
      { timeoutMs: STREAM_TIMEOUT_MS, signal },
    )) {
      this.#requireNoFreeze();
      bytes += filler.length;
      arrivals.push({ atMs: performance.now(), bytes });
      if (performance.now() - asked > LONGEST_MS) break;
    }
    return bytesPerSecond(asked, arrivals);
  }

  #requireNoFreeze(): void {
    if (this.#freezing()) throw new LinkBusyError('a freeze');
  }
}
