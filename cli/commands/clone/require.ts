import type { Clone__Output } from '../../../proto/gen/parikshan/v1/Clone.js';
import type { GetCloneResponse__Output } from '../../../proto/gen/parikshan/v1/GetCloneResponse.js';
import { IncompleteAnswerError } from '../../errors.js';

/** The clone an answer must hold. */
export function requireClone(response: GetCloneResponse__Output): Clone__Output {
  if (response.clone === null) throw new IncompleteAnswerError('clone');
  return response.clone;
}
