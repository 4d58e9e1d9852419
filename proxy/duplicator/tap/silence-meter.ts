import type { Direction } from '../../log/mod.js';
import { ClientGapMeasurement, type Freeze } from './client-gap.js';
import type { Connection } from './connection.js';

/** Waits that are remembered: those of the last seconds even of a fast server, for a freeze that has just ended. */
const KEPT = 65_536;
/** Shorter ones are never the longest of a freeze. */
const LEAST_US = 1000;

/**
 * How long clients wait for bytes: what a clone's freeze looks like to those it matters to.
 *
 * A client waits from its first bytes that nothing was sent after, or, in the middle of an answer (the last segment
 * had no PSH, so that the program's write goes on), from the last bytes it got. A dial waits for its answer. What is
 * sent again began to wait when it was sent first. The end of the answer, a reset, and a client that gives up end a
 * wait too. A server that is silent because nobody asked anything keeps nobody waiting.
 */
export class SilenceMeter {
  readonly #servicePorts: ReadonlySet<number>;
  readonly #startUs = new Float64Array(KEPT);
  readonly #endUs = new Float64Array(KEPT);
  readonly #asked = new Uint8Array(KEPT);
  #next = 0;
  readonly #measurements = new Set<ClientGapMeasurement>();

  /** `servicePorts`: those the instance serves, as far as they are known. */
  constructor(servicePorts: readonly number[] = []) {
    this.#servicePorts = new Set(servicePorts);
  }

  /** Whether the other end is a client: it dialled; or, if nobody saw who dialled, our end is the one that is served. */
  isClient(localPort: number, remotePort: number, dialler: Direction | undefined): boolean {
    if (dialler !== undefined) return dialler === 'in';
    return this.#servicePorts.size > 0 ? this.#servicePorts.has(localPort) : localPort <= remotePort;
  }

  /** Bytes from the client, or its dial, whether or not it is their turn. */
  asked(connection: Connection, timeUs: number): void {
    if (connection.waitingSinceUs !== 0) return;
    connection.waitingSinceUs = timeUs;
    for (const each of this.#measurements) each.waits(connection);
  }

  /** Bytes to the client, the answer to its dial, or an end; `more` is to follow. */
  answered(connection: Connection, timeUs: number, more: boolean): void {
    const since = connection.waitsSinceUs;
    if (since > 0 && connection.isClient) this.#note(connection, since, timeUs);
    connection.waitingSinceUs = 0;
    connection.answeredUs = timeUs;
    connection.answering = more;
  }

  /** It is not known any more since when, or whether, anybody waits here. */
  lost(connection: Connection): void {
    connection.waitingSinceUs = 0;
    connection.answering = false;
    for (const each of this.#measurements) each.lost(connection);
  }

  /** What waiting clients saw of a freeze; the measurement goes on until `forget`. */
  measure(freeze: Freeze, connections: Iterable<Connection>): ClientGapMeasurement {
    const measurement = new ClientGapMeasurement(freeze);
    for (let i = 0; i < Math.min(this.#next, KEPT); i += 1)
      measurement.waited(this.#startUs[i]!, this.#endUs[i]!, this.#asked[i] === 1);
    for (const connection of connections) measurement.waits(connection);
    this.#measurements.add(measurement);
    return measurement;
  }

  forget(measurement: ClientGapMeasurement): void {
    this.#measurements.delete(measurement);
  }

  #note(connection: Connection, startUs: number, endUs: number): void {
    const asked = connection.waitingSinceUs !== 0;
    for (const each of this.#measurements) {
      each.waited(startUs, endUs, asked);
      each.lost(connection);
    }
    if (endUs - startUs < LEAST_US) return;
    const at = this.#next % KEPT;
    this.#next += 1;
    this.#startUs[at] = startUs;
    this.#endUs[at] = endUs;
    this.#asked[at] = asked ? 1 : 0;
  }
}
