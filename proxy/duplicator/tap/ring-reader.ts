import type { PacketRing } from '../../../runtime/linux/mod.js';
import type { PacketIntake } from './packet-intake.js';

/** Read in one go before the event loop gets a turn, so that acknowledgements are not kept waiting. */
const BLOCKS_PER_TURN = 8;
/** A ring is crowded with one of so many of its blocks to be read: early enough to empty it before it is full. */
const CROWDED_PART = 16;
/** After so many packets what runs for each of them has been compiled; before, it takes some fifty times as long. */
const COMPILED_PACKETS = 50_000;

/** Reads the blocks of a ring, and tells when they come faster than this thread gets the processor. */
export class RingReader {
  readonly #ring: PacketRing;
  readonly #intake: PacketIntake;
  readonly #blocks: number;
  readonly #crowdedBlocks: number;
  readonly #onCrowded: (crowded: boolean) => void;
  #crowded = true;

  /**
   * `blocks`: of the ring. `onCrowded` is called with false when the ring has been emptied, and with true when it is filling. It
   * counts as crowded at first: what runs for each packet has yet to be compiled.
   */
  constructor(ring: PacketRing, intake: PacketIntake, blocks: number, onCrowded: (crowded: boolean) => void) {
    this.#ring = ring;
    this.#intake = intake;
    this.#blocks = blocks;
    this.#crowdedBlocks = Math.ceil(blocks / CROWDED_PART);
    this.#onCrowded = onCrowded;
  }

  /** Reads what is ready, within the limits of a turn; whether there was anything. */
  read(): boolean {
    return this.#turn() > 0;
  }

  /** Reads all blocks that are ready now; false when that was not the end of it. */
  readAll(): boolean {
    for (let left = this.#blocks; left > 0; left -= BLOCKS_PER_TURN) {
      if (this.#turn() < BLOCKS_PER_TURN) return true;
    }
    return false;
  }

  #turn(): number {
    let blocks = 0;
    // One by one: on a busy host even the first ones may take long.
    while (blocks < BLOCKS_PER_TURN && this.#ring.drain(this.#intake)) {
      blocks += 1;
      if (this.#ring.holds(this.#crowdedBlocks)) this.#setCrowded(true);
    }
    if (blocks < BLOCKS_PER_TURN) {
      this.#intake.ringIsEmpty();
      if (this.#intake.packets >= COMPILED_PACKETS) this.#setCrowded(false);
    }
    return blocks;
  }

  #setCrowded(crowded: boolean): void {
    if (crowded === this.#crowded) return;
    this.#crowded = crowded;
    this.#onCrowded(crowded);
  }
}
