import type { Direction } from '../../log/mod.js';
import { seqDistance } from './segment.js';

/** What could not be recorded of one direction. */
class StreamLoss {
  /** The first byte that is missing. */
  seq = 0;
  bytes = 0;
  /** At least one gap of unknown size is among it. */
  unknown = false;
  any = false;
  endSeq: number | undefined;

  #end = 0;

  add(seq: number, bytes: number): void {
    if (!this.any) this.seq = seq;
    // Nothing was recorded since the first loss, so whatever lies between two of them is lost as well.
    this.bytes += (this.any ? seqDistance(seq, this.#end) >>> 0 : 0) + bytes;
    this.#end = (seq + bytes) | 0;
    this.unknown ||= bytes === 0;
    this.any = true;
  }
}

/** What happened on a connection while there was no room to record it: at most one record of each kind. */
export class Loss {
  readonly in = new StreamLoss();
  readonly out = new StreamLoss();
  opened: { readonly direction: Direction; readonly seq: number } | undefined;
  accepted: { readonly direction: Direction; readonly seq: number } | undefined;
  seen = false;
  reset: Direction | undefined;

  stream(direction: Direction): StreamLoss {
    return direction === 'in' ? this.in : this.out;
  }
}
