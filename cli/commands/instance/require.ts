import type { GetInstanceResponse__Output } from '../../../proto/gen/parikshan/v1/GetInstanceResponse.js';
import type { Instance__Output } from '../../../proto/gen/parikshan/v1/Instance.js';
import { IncompleteAnswerError } from '../../errors.js';

/** The instance an answer must hold. */
export function requireInstance(response: GetInstanceResponse__Output): Instance__Output {
  if (response.instance === null) throw new IncompleteAnswerError('instance');
  return response.instance;
}
