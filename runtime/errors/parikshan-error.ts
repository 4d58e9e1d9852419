/** Names of gRPC status codes that our errors use; meanings as in google/rpc/code.proto. */
export type StatusName =
  | 'INVALID_ARGUMENT'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'FAILED_PRECONDITION'
  | 'RESOURCE_EXHAUSTED'
  | 'UNAVAILABLE'
  | 'ABORTED'
  | 'INTERNAL'
  | 'DEADLINE_EXCEEDED'
  | 'CANCELLED'
  | 'PERMISSION_DENIED'
  | 'UNIMPLEMENTED';

/** What an error is made from besides its message. */
export interface ParikshanErrorOptions {
  /** How a caller may react, in gRPC's terms. */
  readonly code: StatusName;
  /** What a person can do about it, one sentence. */
  readonly remedy?: string;
  /** Ids and figures that belong to it. No secrets: they reach clients and logs. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** What it came from; goes to the log, never over the wire. */
  readonly cause?: unknown;
}

/**
 * An error that is meant to be read by a person or a program on the other side of the wire. One subclass per cause, in
 * the `errors.ts` of the role that throws it. Everything that is not one of these reaches a client as a fixed sentence.
 */
export abstract class ParikshanError extends Error {
  /** UPPER_SNAKE name of the cause, unique in the project, listed in docs/errors.md. */
  abstract readonly reason: string;
  /** How a caller may react, in gRPC's terms. */
  readonly code: StatusName;
  /** What a person can do about it, one sentence; empty when there is nothing to say. */
  readonly remedy: string;
  /** Ids and figures that belong to it. */
  readonly metadata: Readonly<Record<string, string>>;

  constructor(message: string, options: ParikshanErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.remedy = options.remedy ?? '';
    this.metadata = options.metadata ?? {};
  }
}
