import { ParikshanError } from '../../runtime/errors/mod.js';
import type { IdRange } from '../container/mod.js';

/** This host holds no such clone (or its images are gone with a reboot). */
export class HostCloneNotFoundError extends ParikshanError {
  readonly reason = 'HOST_CLONE_NOT_FOUND';
  constructor(clone: string) {
    super(`This host holds no clone ${clone}.`, {
      code: 'NOT_FOUND',
      remedy: 'See `parikshan clone list`. Memory images do not outlive a reboot of the host.',
      metadata: { clone },
    });
  }
}

/** This host holds no such replica. */
export class HostReplicaNotFoundError extends ParikshanError {
  readonly reason = 'HOST_REPLICA_NOT_FOUND';
  constructor(replica: string) {
    super(`This host holds no replica ${replica}.`, {
      code: 'NOT_FOUND',
      remedy: 'See `parikshan replica list`.',
      metadata: { replica },
    });
  }
}

/** A replica of that name is there already. */
export class HostReplicaExistsError extends ParikshanError {
  readonly reason = 'HOST_REPLICA_EXISTS';
  constructor(replica: string) {
    super(`This host holds a replica ${replica} already.`, {
      code: 'ALREADY_EXISTS',
      remedy: 'Remove it first, or choose another name.',
      metadata: { replica },
    });
  }
}

/** The host ids of a replica's programs are somebody else's here, and the kernel cannot give it others. */
export class IdRangeTakenError extends ParikshanError {
  readonly reason = 'ID_RANGE_TAKEN';
  constructor(replica: string, { base, size }: IdRange, options: { readonly cause: Error }) {
    super(
      `Somebody else on this host has some of the user ids ${base} to ${base + size - 1}, with which the programs of replica ${replica} ran, and they cannot be mapped to others: ${options.cause.message}.`,
      {
        code: 'FAILED_PRECONDITION',
        remedy:
          'Name another host with --host, or update the kernel of this one: ext4 can have its owners mapped since Linux 5.12.',
        metadata: { replica },
        cause: options.cause,
      },
    );
  }
}

/** The images could not be brought back to life. */
export class RestoreFailedError extends ParikshanError {
  readonly reason = 'RESTORE_FAILED';
  constructor(replica: string, said: string, logPath: string, options: { cause?: unknown } = {}) {
    super(`Replica ${replica} could not be restored: ${said}`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'See the restore log named in the metadata. Production is not affected.',
      metadata: { replica, log: logPath },
      cause: options.cause,
    });
  }
}
