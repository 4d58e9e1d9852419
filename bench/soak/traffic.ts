/** The load of one clone: redis-benchmark at full speed in short bursts, and commands whose order shows, beside each other. */
import { Load, type LoadTarget } from '../../demo/mod.js';
import { OrderedLoad } from './ordered-load.js';

const ORDERED_CONNECTIONS = 8;

/** What clients did and saw. */
export interface TrafficResult {
  readonly commands: number;
  /** One sentence for each error a client saw. */
  readonly errors: readonly string[];
}

export class Traffic {
  readonly #target: LoadTarget;
  readonly #burst: number;
  readonly #ordered: OrderedLoad;
  #bursts: Promise<TrafficResult> = Promise.resolve({ commands: 0, errors: [] });
  #stopped = false;
  #load: Load | undefined;

  private constructor(target: LoadTarget, burst: number, ordered: OrderedLoad) {
    this.#target = target;
    this.#burst = burst;
    this.#ordered = ordered;
  }

  /**
   * Opens the connections that last, and sends nothing yet.
   * @param burst commands of each of redis-benchmark's five kinds between opening and closing its connections
   */
  static async connect(target: LoadTarget, burst: number): Promise<Traffic> {
    return new Traffic(target, burst, await OrderedLoad.connect(target, ORDERED_CONNECTIONS));
  }

  /** Sends at full speed until `stop`. */
  start(): void {
    this.#ordered.start();
    this.#bursts = this.#runBursts();
  }

  /** Resolves when the last burst is over and every reply is in. */
  async stop(): Promise<TrafficResult> {
    this.#stopped = true;
    const bursts = await this.#bursts;
    await this.#ordered.stop();
    return {
      commands: bursts.commands + this.#ordered.commands,
      errors: [...bursts.errors, ...this.#ordered.errors],
    };
  }

  /** Ends the processes at once. */
  kill(): void {
    this.#stopped = true;
    this.#load?.stop();
  }

  async #runBursts(): Promise<TrafficResult> {
    let commands = 0;
    const errors: string[] = [];
    while (!this.#stopped && errors.length === 0) {
      this.#load = new Load(this.#target, this.#burst);
      const result = await this.#load.done;
      commands += result.commands;
      errors.push(...result.complaints);
      if (result.errors > result.complaints.length) errors.push('redis-benchmark ended with an error');
    }
    return { commands, errors };
  }
}
