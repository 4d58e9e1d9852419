// Original file: proto/parikshan/v1/transfer.proto

import type { TransferPart as _parikshan_v1_TransferPart, TransferPart__Output as _parikshan_v1_TransferPart__Output } from '../../parikshan/v1/TransferPart.js';
import type { LastPass as _parikshan_v1_LastPass, LastPass__Output as _parikshan_v1_LastPass__Output } from '../../parikshan/v1/LastPass.js';

/**
 * How it goes: about twice a second, at the end of each pass, and once more at the end.
 */
export interface FetchDiskResponse {
  /**
   * Which pass; the first is 1.
   */
  'pass'?: (number);
  /**
   * The pass; absent until the source has said what there is.
   */
  'disk'?: (_parikshan_v1_TransferPart | null);
  /**
   * All passes are done: the newest generation is here whole.
   */
  'done'?: (boolean);
  /**
   * Why it was the last: SMALL, NOT_SHRINKING or MOST_PASSES. Set with `done`.
   */
  'why'?: (_parikshan_v1_LastPass);
  /**
   * This pass is done; there is one such message for each.
   */
  'passDone'?: (boolean);
}

/**
 * How it goes: about twice a second, at the end of each pass, and once more at the end.
 */
export interface FetchDiskResponse__Output {
  /**
   * Which pass; the first is 1.
   */
  'pass': (number);
  /**
   * The pass; absent until the source has said what there is.
   */
  'disk': (_parikshan_v1_TransferPart__Output | null);
  /**
   * All passes are done: the newest generation is here whole.
   */
  'done': (boolean);
  /**
   * Why it was the last: SMALL, NOT_SHRINKING or MOST_PASSES. Set with `done`.
   */
  'why': (_parikshan_v1_LastPass__Output);
  /**
   * This pass is done; there is one such message for each.
   */
  'passDone': (boolean);
}
