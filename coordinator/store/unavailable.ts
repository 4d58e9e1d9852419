import { JetStreamApiError } from '@nats-io/jetstream';
import { ParikshanError } from '../../runtime/errors/mod.js';
import { StateUnavailableError } from '../errors.js';

/** What is no answer of JetStream is the lack of one. */
export function unavailable(error: unknown): never {
  if (error instanceof JetStreamApiError || error instanceof ParikshanError) throw error;
  throw new StateUnavailableError(error);
}
