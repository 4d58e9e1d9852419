// Original file: proto/parikshan/v1/transfer.proto

import type { TransferPart as _parikshan_v1_TransferPart, TransferPart__Output as _parikshan_v1_TransferPart__Output } from '../../parikshan/v1/TransferPart.js';

/**
 * How it goes: about twice a second, and once more at the end. The call ends well only after a message with `done`.
 */
export interface FetchCloneResponse {
  /**
   * The disk, then the memory; both travel at the same time. Empty until the source has said what there is.
   */
  'parts'?: (_parikshan_v1_TransferPart)[];
  /**
   * The clone is here as if it had been frozen here: PrepareReplica works, GetAgentInventory names it, RemoveHostClone removes it.
   */
  'done'?: (boolean);
  /**
   * It was here before the call.
   */
  'alreadyHere'?: (boolean);
}

/**
 * How it goes: about twice a second, and once more at the end. The call ends well only after a message with `done`.
 */
export interface FetchCloneResponse__Output {
  /**
   * The disk, then the memory; both travel at the same time. Empty until the source has said what there is.
   */
  'parts': (_parikshan_v1_TransferPart__Output)[];
  /**
   * The clone is here as if it had been frozen here: PrepareReplica works, GetAgentInventory names it, RemoveHostClone removes it.
   */
  'done': (boolean);
  /**
   * It was here before the call.
   */
  'alreadyHere': (boolean);
}
