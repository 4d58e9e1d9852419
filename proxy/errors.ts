import { ParikshanError } from '../runtime/errors/mod.js';

/** A request named a replay that this proxy does not have. */
export class ReplayNotFoundError extends ParikshanError {
  readonly reason = 'REPLAY_NOT_FOUND';

  constructor(replica: string) {
    super(`no replay of ${replica} runs here`, {
      code: 'NOT_FOUND',
      remedy: 'If the proxy was restarted, its replays are over: start a new replica.',
      metadata: { replica },
    });
  }
}

/** A replay with that name is there already. */
export class ReplayExistsError extends ParikshanError {
  readonly reason = 'REPLAY_EXISTS';

  constructor(replica: string) {
    super(`a replay of ${replica} is there already`, {
      code: 'ALREADY_EXISTS',
      remedy: 'Stop it first.',
      metadata: { replica },
    });
  }
}

/** The thread of a replay ended, or did not answer. */
export class ReplayThreadError extends ParikshanError {
  readonly reason = 'REPLAY_THREAD_FAILED';

  constructor(replica: string, message: string, cause?: unknown) {
    super(`the replay of ${replica} failed: ${message}`, {
      code: 'INTERNAL',
      remedy: 'See the log of the proxy; the replica stays as it is.',
      metadata: { replica },
      cause,
    });
  }
}

/** A connection of the cut cannot be taken over. */
export class CutConnectionUnusableError extends ParikshanError {
  readonly reason = 'CUT_CONNECTION_UNUSABLE';

  constructor(connection: string, why: string) {
    super(`the open connection ${connection} cannot be carried into the replica: ${why}`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Close that connection in production, or clone again when it is gone.',
      metadata: { connection },
    });
  }
}

/** The socket that takes the place of a connection's other end could not be made. */
export class TwinFailedError extends ParikshanError {
  readonly reason = 'TWIN_FAILED';

  constructor(connection: string, cause: unknown) {
    super(`no twin for ${connection}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: 'INTERNAL',
      remedy:
        'The proxy needs CAP_NET_ADMIN and CAP_SYS_ADMIN, and the cell a local route for every address.',
      metadata: { connection },
      cause,
    });
  }
}

/** A field of a request is missing or cannot be used. */
export class InvalidProxyRequestError extends ParikshanError {
  readonly reason = 'INVALID_PROXY_REQUEST';

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`, { code: 'INVALID_ARGUMENT', metadata: { field } });
  }
}

/** The packets of an instance cannot be captured, or no longer. */
export class CaptureFailedError extends ParikshanError {
  readonly reason = 'CAPTURE_FAILED';

  constructor(instance: string, why: string, cause?: unknown) {
    super(`the traffic of ${instance} cannot be captured: ${why}`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'The proxy needs CAP_NET_RAW, and the instance must run on this host.',
      metadata: { instance },
      cause,
    });
  }
}

/** The stream that an instance's traffic is to be written to cannot be used. */
export class LogUnavailableError extends ParikshanError {
  readonly reason = 'LOG_UNAVAILABLE';

  constructor(instance: string, stream: string, cause: unknown) {
    super(
      `the log ${stream} of ${instance} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        code: 'UNAVAILABLE',
        remedy: 'See whether nats-server runs with JetStream and whether the stream exists.',
        metadata: { instance, stream },
        cause,
      },
    );
  }
}

/** A mark did not reach the log in time, or the capture ended before it did. */
export class MarkNotWrittenError extends ParikshanError {
  readonly reason = 'MARK_NOT_WRITTEN';

  constructor(instance: string, why: string) {
    super(`no mark could be written to the log of ${instance}: ${why}`, {
      code: 'UNAVAILABLE',
      remedy: 'See whether nats-server runs and has room.',
      metadata: { instance },
    });
  }
}

/** The thread of a capture ended, or did not answer. */
export class CaptureThreadError extends ParikshanError {
  readonly reason = 'CAPTURE_THREAD_FAILED';

  constructor(instance: string, why: string, cause?: unknown) {
    super(`the capture of ${instance} failed: ${why}`, {
      code: 'INTERNAL',
      remedy: 'See the log of the proxy; production is not affected. Start the capture again.',
      metadata: { instance },
      cause,
    });
  }
}

/** A request named a capture that this proxy does not have. */
export class CaptureNotFoundError extends ParikshanError {
  readonly reason = 'CAPTURE_NOT_FOUND';

  constructor(instance: string) {
    super(`no capture of ${instance} runs here`, {
      code: 'NOT_FOUND',
      remedy: 'Start one; after a restart of the proxy its captures have to be started anew.',
      metadata: { instance },
    });
  }
}
