/** A disk on its way to another host, again and again, for as long as it is wanted. */
import type { Host } from '../sync/mod.js';

const REMOVE_TIMEOUT_MS = 60_000;
/** The name of the clone that the passes are ahead of. It never comes. */
export const CLONE = 'bench-ahead';

export interface ShippingOptions {
  readonly source: Host;
  readonly taker: Host;
  readonly instance: string;
  /** 0: no limit. */
  readonly bytesPerSecond: number;
}

/** The passes ahead of a freeze, as a clone to another host makes them; from the beginning again when they are done. */
export class Shipping {
  readonly #options: ShippingOptions;
  readonly #stop = new AbortController();
  readonly #over: Promise<void>;
  #begun: (() => void) | undefined;
  /** Bytes that have arrived in calls that are over, and in each pass of the one under way. */
  #done = 0;
  readonly #passes = new Map<number, number>();

  private constructor(options: ShippingOptions) {
    this.#options = options;
    this.#over = this.#ship();
    // Looked at by whoever stops it.
    this.#over.catch(() => undefined);
  }

  /** Resolves once bytes arrive. */
  static async start(options: ShippingOptions): Promise<Shipping> {
    const shipping = new Shipping(options);
    await Promise.race([new Promise<void>((resolve) => (shipping.#begun = resolve)), shipping.#over]);
    return shipping;
  }

  get bytes(): number {
    return [...this.#passes.values()].reduce((sum, bytes) => sum + bytes, this.#done);
  }

  /** Ends it, and removes what it made on both sides. @throws why it ended by itself */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#over;
  }

  async #ship(): Promise<void> {
    const { source, taker, instance, bytesPerSecond } = this.#options;
    const { signal } = this.#stop;
    const limits = { bytesPerSecond, streams: 0 };
    try {
      while (!signal.aborted) {
        const request = { clone: CLONE, instance, source: source.target, limits };
        for await (const { pass, disk } of taker.client.fetchDisk(request, { signal })) {
          if (disk === null) continue;
          // Of a pass that is over there are further messages until the next one begins.
          this.#passes.set(pass, disk.bytesDone);
          if (this.bytes > 0) this.#begun?.();
        }
        this.#done = this.bytes;
        this.#passes.clear();
        await this.#remove();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await this.#remove();
    }
  }

  /** What there is of it on both sides: the next passes begin with all of the disk. */
  async #remove(): Promise<void> {
    const { source, taker } = this.#options;
    for (const { client } of [taker, source])
      await client.removeHostClone({ clone: CLONE }, { timeoutMs: REMOVE_TIMEOUT_MS });
  }
}
