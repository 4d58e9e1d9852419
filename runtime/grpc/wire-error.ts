import { Metadata, status, type ServiceError, type StatusObject } from '@grpc/grpc-js';
import { CancelledError, ParikshanError, RemoteError, toParikshanError } from '../errors/mod.js';
import { statusName, statusNumber } from './status-code.js';
import { decodeStatusDetails, encodeStatusDetails, STATUS_DETAILS_KEY } from './status-details.js';

/** Errors travel in trailers, and trailers have room for a few KiB: longer texts are cut. */
const MAX_MESSAGE_CHARS = 2048;
const MAX_VALUE_CHARS = 512;
const MAX_METADATA_ENTRIES = 16;
/** ErrorInfo has no field for it. */
const REMEDY_KEY = 'remedy';

/** The call that failed, for messages. */
export interface CallSite {
  readonly service: string;
  readonly method: string;
  readonly target: string;
}

/** What a server answers for an error that a handler threw. Unforeseen errors become a fixed sentence: log them first. */
export function toStatus(error: unknown): Pick<StatusObject, 'code' | 'details' | 'metadata'> {
  const { code: name, reason, message, remedy, metadata } = toParikshanError(error);
  const code = statusNumber(name);
  const entries = Object.entries(metadata).slice(0, MAX_METADATA_ENTRIES);
  if (remedy !== '') entries.push([REMEDY_KEY, remedy]);
  const cut = Object.fromEntries(entries.map(([key, value]) => [key, shorten(value, MAX_VALUE_CHARS)]));
  const details = shorten(message, MAX_MESSAGE_CHARS);
  const trailers = new Metadata();
  trailers.set(STATUS_DETAILS_KEY, encodeStatusDetails({ code, message: details, reason, metadata: cut }));
  return { code, details, metadata: trailers };
}

/** The error a caller gets for a call that did not end well. */
export function fromServiceError(error: unknown, site: CallSite, signal?: AbortSignal): Error {
  if (error instanceof ParikshanError) return error;
  if (!isServiceError(error)) return error instanceof Error ? error : new Error(String(error));
  if (error.code === status.CANCELLED && signal?.aborted)
    return new CancelledError(`${site.method} was cancelled.`, signal.reason);
  const bytes = error.metadata?.get(STATUS_DETAILS_KEY)[0];
  const details = bytes instanceof Uint8Array ? decodeStatusDetails(bytes) : undefined;
  if (details === undefined) return withoutDetails(error, site);
  const { [REMEDY_KEY]: remedy, ...metadata } = details.metadata;
  return new RemoteError(details.reason, details.message, {
    code: statusName(details.code),
    metadata,
    cause: error,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/** Errors that the transport made, not a handler. */
function withoutDetails(error: ServiceError, { service, method, target }: CallSite): RemoteError {
  const code = statusName(error.code);
  const metadata = { service, method, target };
  switch (error.code) {
    case status.UNAVAILABLE:
      return new RemoteError('UNREACHABLE', `${service} at ${target} cannot be reached: ${error.details}.`, {
        code,
        metadata,
        remedy: 'Check that it runs: `parikshan up` starts all roles of one machine.',
        cause: error,
      });
    case status.DEADLINE_EXCEEDED:
      return new RemoteError(
        'DEADLINE_EXCEEDED',
        `${method} of ${service} at ${target} did not answer in time.`,
        {
          code,
          metadata,
          cause: error,
        },
      );
    case status.UNIMPLEMENTED:
      return new RemoteError('UNIMPLEMENTED', `${service} at ${target} does not know ${method}.`, {
        code,
        metadata,
        remedy: 'Run the same version of parikshan everywhere.',
        cause: error,
      });
    case status.CANCELLED:
      return new RemoteError('CANCELLED', `${method} of ${service} was cancelled.`, {
        code,
        metadata,
        cause: error,
      });
    default:
      return new RemoteError(
        `GRPC_${status[error.code]}`,
        `${method} of ${service} failed: ${error.details}`,
        {
          code,
          metadata,
          cause: error,
        },
      );
  }
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'details' in error && typeof error.code === 'number';
}

function shorten(text: string, chars: number): string {
  return text.length > chars ? `${text.slice(0, chars - 1)}…` : text;
}
