// Original file: proto/parikshan/v1/transfer.proto

import type { ShipmentFile as _parikshan_v1_ShipmentFile, ShipmentFile__Output as _parikshan_v1_ShipmentFile__Output } from '../../parikshan/v1/ShipmentFile.js';
import type { TransferMethod as _parikshan_v1_TransferMethod, TransferMethod__Output as _parikshan_v1_TransferMethod__Output } from '../../parikshan/v1/TransferMethod.js';

/**
 * What is shipped.
 */
export interface Shipment {
  /**
   * Id of what is shipped: its name and its moment. It is what it was only as long as this is the same.
   */
  'id'?: (string);
  /**
   * Instance whose it is.
   */
  'instance'?: (string);
  /**
   * The clone's record, JSON; empty for a generation.
   */
  'record'?: (Buffer | Uint8Array | string);
  /**
   * Its files: first the disk, then the memory images. A range names its file by the place in here, from 0.
   */
  'files'?: (_parikshan_v1_ShipmentFile)[];
  /**
   * How the disk's ranges were found out. DIGESTS: there are none, ReadBlockDigests tells them.
   */
  'method'?: (_parikshan_v1_TransferMethod);
  /**
   * Base that the disk's ranges are against; empty: none.
   */
  'base'?: (string);
  /**
   * Why not by extents; empty when there is nothing to say.
   */
  'why'?: (string);
}

/**
 * What is shipped.
 */
export interface Shipment__Output {
  /**
   * Id of what is shipped: its name and its moment. It is what it was only as long as this is the same.
   */
  'id': (string);
  /**
   * Instance whose it is.
   */
  'instance': (string);
  /**
   * The clone's record, JSON; empty for a generation.
   */
  'record': (Buffer);
  /**
   * Its files: first the disk, then the memory images. A range names its file by the place in here, from 0.
   */
  'files': (_parikshan_v1_ShipmentFile__Output)[];
  /**
   * How the disk's ranges were found out. DIGESTS: there are none, ReadBlockDigests tells them.
   */
  'method': (_parikshan_v1_TransferMethod__Output);
  /**
   * Base that the disk's ranges are against; empty: none.
   */
  'base': (string);
  /**
   * Why not by extents; empty when there is nothing to say.
   */
  'why': (string);
}
