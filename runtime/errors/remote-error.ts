import { ParikshanError, type ParikshanErrorOptions } from './parikshan-error.js';

/**
 * An error that another role threw and that came over the wire: same reason, code, message, remedy and metadata.
 * It is told from others by `hasReason`, like a local one.
 */
export class RemoteError extends ParikshanError {
  readonly reason: string;

  constructor(reason: string, message: string, options: ParikshanErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
