import type { Replica__Output } from '../../../proto/gen/parikshan/v1/Replica.js';
import { IncompleteAnswerError } from '../../errors.js';

/** The replica an answer must hold. */
export function requireReplica(response: { readonly replica: Replica__Output | null }): Replica__Output {
  if (response.replica === null) throw new IncompleteAnswerError('replica');
  return response.replica;
}
