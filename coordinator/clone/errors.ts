import { ParikshanError } from '../../runtime/errors/mod.js';

export class HostSilentError extends ParikshanError {
  readonly reason = 'HOST_SILENT';
  constructor(host: string, silenceMs: number) {
    super(`Host ${host} has said nothing for ${silenceMs / 1000} s while it was being shipped to.`, {
      code: 'UNAVAILABLE',
      remedy: `See whether ${host} runs and can be reached, and the log of its agent.`,
      metadata: { host },
    });
  }
}

/** Replicas were to be made through ssh, and there is no such way to a host. */
export class SshRouteMissingError extends ParikshanError {
  readonly reason = 'SSH_ROUTE_MISSING';
  constructor(taker: string, source: string, missing: string) {
    super(`${taker} cannot get anything from ${source} through ssh: ${missing}.`, {
      code: 'FAILED_PRECONDITION',
      remedy:
        'Start the agent of the one with --ssh-address, that of the other with --ssh-user, --ssh-identity and --ssh-known-hosts; or leave --route out.',
      metadata: { taker, source },
    });
  }
}

export class CloneOutOfReachError extends ParikshanError {
  readonly reason = 'CLONE_OUT_OF_REACH';
  constructor(clone: string, from: number, oldest: number | undefined) {
    const log =
      oldest === undefined ? 'there is no log any more' : `the oldest message that is kept is ${oldest}`;
    super(
      `No replica of ${clone} can follow any more: it would read the log from message ${from}, and ${log}.`,
      {
        code: 'FAILED_PRECONDITION',
        remedy: 'Make another clone; a larger log (`clone create --log-size`) reaches back further.',
        metadata: { clone },
      },
    );
  }
}

export class TooManyReplicasError extends ParikshanError {
  readonly reason = 'TOO_MANY_REPLICAS';
  constructor(clone: string, present: number, wanted: number, most: number) {
    super(`Clone ${clone} has ${present} replicas; with ${wanted} more it would have more than ${most}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Remove replicas that are no longer needed, or ask for fewer.',
      metadata: { clone },
    });
  }
}
