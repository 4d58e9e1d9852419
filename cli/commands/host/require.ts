import type { Host__Output } from '../../../proto/gen/parikshan/v1/Host.js';
import { IncompleteAnswerError } from '../../errors.js';

/** The host an answer must hold. */
export function requireHost(response: { readonly host: Host__Output | null }): Host__Output {
  if (response.host === null) throw new IncompleteAnswerError('host');
  return response.host;
}
