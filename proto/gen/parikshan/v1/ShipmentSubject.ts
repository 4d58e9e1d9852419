// Original file: proto/parikshan/v1/transfer.proto


/**
 * What an agent is asked to ship. Exactly one of the two is set.
 */
export interface ShipmentSubject {
  /**
   * A clone: its disk snapshot and its memory images.
   */
  'clone'?: (string);
  /**
   * A generation of a disk, by the id that MakeDiskGeneration gave.
   */
  'generation'?: (string);
}

/**
 * What an agent is asked to ship. Exactly one of the two is set.
 */
export interface ShipmentSubject__Output {
  /**
   * A clone: its disk snapshot and its memory images.
   */
  'clone': (string);
  /**
   * A generation of a disk, by the id that MakeDiskGeneration gave.
   */
  'generation': (string);
}
