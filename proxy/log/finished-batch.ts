/** A batch on its way to the log. Its bytes are not changed any more. */
export interface FinishedBatch {
  readonly sequence: number;
  /** What is published. */
  readonly bytes: Uint8Array;
  /** Memory that it holds on to until it is acknowledged. */
  readonly heldBytes: number;
  readonly records: number;
  /** Time of its first record, µs of CLOCK_MONOTONIC. */
  readonly firstUs: number;
  /** Payload of its data records. */
  readonly payloadBytes: number;
  readonly gaps: number;
  readonly gapBytes: number;
}
