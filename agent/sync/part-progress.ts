// How far one part of a transfer is.
import type { TransferMethod } from '../../proto/gen/parikshan/v1/TransferMethod.js';
import type { TransferPart } from '../../proto/gen/parikshan/v1/TransferPart.js';
import type { TransferPartKind } from '../../proto/gen/parikshan/v1/TransferPartKind.js';
import { RateMeter } from './rate.js';

export class PartProgress {
  readonly kind: TransferPartKind;
  method: TransferMethod = 'TRANSFER_METHOD_ALLOCATED';
  base = '';
  why = '';
  /** Bytes that have to travel, and those of them that are here and verified. */
  bytesTotal = 0;
  bytesDone = 0;
  bytesResumed = 0;
  damaged = 0;
  readonly #meter = new RateMeter();

  constructor(kind: TransferPartKind) {
    this.kind = kind;
  }

  /** @param now milliseconds */
  message(now = performance.now()): TransferPart {
    this.#meter.note(this.bytesDone, now);
    return {
      kind: this.kind,
      method: this.method,
      base: this.base,
      why: this.why,
      bytesTotal: this.bytesTotal,
      bytesDone: this.bytesDone,
      bytesResumed: this.bytesResumed,
      bytesPerSecond: this.#meter.bytesPerSecond,
      secondsLeft: this.#meter.secondsFor(this.bytesTotal - this.bytesDone),
      damaged: this.damaged,
    };
  }
}
