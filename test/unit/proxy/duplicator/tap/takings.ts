import type { Sight } from './tap-judge.js';
import type { Packet } from './tcp-model.js';

/**
 * Whether a tap can know that the instance's end has taken anything of a connection: by that end's acknowledgement of a byte, or by what it
 * says itself. Until then what the client says is held, unless the tap may have missed that.
 */
export class Takings {
  /** Seen from its dial on; else the tap met it in the middle, where what was acknowledged before is not known. */
  #dialled = true;
  #taken = false;
  #lost = false;
  /** The client's first byte that was seen. */
  #first: number | undefined;

  /** The log knows the connection under a new number. */
  begin(dialled: boolean): void {
    this.#dialled = dialled;
    this.#taken = false;
    this.#lost = false;
    this.#first = undefined;
  }

  passes({ direction, from, ack = 0, bytes, fin, syn, rst }: Packet, sight: Sight): void {
    if (sight !== 'seen') {
      this.#lost = true;
      return;
    }
    if (syn || rst) return;
    const speaks = bytes.length > 0 || fin;
    if (direction === 'in') {
      if (speaks && this.#lost) this.#taken = true;
      if (speaks) this.#first = Math.min(this.#first ?? from, from);
      return;
    }
    if (ack > (this.#dialled ? 0 : (this.#first ?? 0)) || (this.#dialled && speaks)) this.#taken = true;
  }

  get mayHold(): boolean {
    return !this.#taken;
  }

  get mustHold(): boolean {
    return !this.#taken && !this.#lost && this.#dialled;
  }
}
