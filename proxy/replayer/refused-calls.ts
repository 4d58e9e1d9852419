import { run } from '../../runtime/command/mod.js';

const TIMEOUT_MS = 2000;
/** A command each time it is asked would be too much for a watch. */
const FRESH_MS = 2000;
/** The counter of the cell's packet filter, which refuses what the replica dials. */
const COUNTER = ['inet', 'parikshan_cell', 'refused_dials'];

/** How many connections the replica of a cell tried to open itself. */
export class RefusedCalls {
  readonly #netns: string;
  #known = 0;
  #askedAtMs = -Infinity;

  constructor(netns: string) {
    this.#netns = netns;
  }

  /** The last known number when the cell does not tell. */
  async count(): Promise<number> {
    const now = performance.now();
    if (now - this.#askedAtMs < FRESH_MS) return this.#known;
    this.#askedAtMs = now;
    const args = [`--net=${this.#netns}`, 'nft', '--json', 'list', 'counter', ...COUNTER];
    const { stdout, code } = await run('nsenter', args, { timeoutMs: TIMEOUT_MS, allowFailure: true });
    if (code === 0) this.#known = packetsIn(stdout) ?? this.#known;
    return this.#known;
  }
}

/** Packets of the one counter in the output of `nft --json list counter`. */
export function packetsIn(json: string): number | undefined {
  const { nftables } = JSON.parse(json) as { nftables?: { counter?: { packets?: number } }[] };
  return nftables?.find(({ counter }) => counter !== undefined)?.counter?.packets;
}
