// What can go wrong when a disk or a clone travels between hosts.
import { findParikshanError, ParikshanError } from '../../runtime/errors/mod.js';
import type { Way } from '../route/mod.js';

/** Whether the connection to the other agent is to blame: the same again may do better. */
export function isBrokenOff(error: unknown): boolean {
  const found = findParikshanError(error);
  if (found === undefined || found instanceof FetchInterruptedError) return false;
  return found.code === 'UNAVAILABLE' || found.reason.startsWith('GRPC_');
}

/** What to say of a transfer that was broken off: that somebody on the way refuses, where that is why, since the same again is refused too. */
export function brokenOff(
  subject: string,
  way: Pick<Way, 'name' | 'fault'>,
  bytes: { done: number; total: number },
  error: unknown,
): ParikshanError {
  const { name, fault } = way;
  if (fault !== undefined && fault.code !== 'UNAVAILABLE') return fault;
  return new FetchInterruptedError(subject, name, bytes, fault ?? error);
}

/** The agent that has it does not answer, or stopped doing so in the middle. */
export class FetchInterruptedError extends ParikshanError {
  readonly reason = 'FETCH_INTERRUPTED';
  constructor(subject: string, source: string, bytes: { done: number; total: number }, cause: unknown) {
    const here = bytes.total === 0 ? 'Nothing' : `${bytes.done} of ${bytes.total} bytes`;
    super(`${subject} could not be fetched from ${source}: ${text(cause)} ${here} had arrived.`, {
      code: 'UNAVAILABLE',
      remedy:
        'See that the agent there runs and can be reached; the same again goes on from what has arrived.',
      metadata: { subject, source, bytesDone: String(bytes.done), bytesTotal: String(bytes.total) },
      cause,
    });
  }
}

/** The same piece arrived damaged again and again. */
export class FetchDamagedError extends ParikshanError {
  readonly reason = 'FETCH_DAMAGED';
  constructor(subject: string, source: string, piece: { path: string; offset: number }, times: number) {
    super(
      `A piece of ${subject} from ${source} arrived damaged ${times} times (${piece.path} at ${piece.offset}).`,
      {
        code: 'ABORTED',
        remedy:
          'Check memory and network of both hosts. Nothing damaged was kept; the same again asks for it once more.',
        metadata: { subject, source, path: piece.path, offset: String(piece.offset) },
      },
    );
  }
}

/** What the other agent said cannot be what it should. */
export class ShipmentUnusableError extends ParikshanError {
  readonly reason = 'SHIPMENT_UNUSABLE';
  constructor(subject: string, source: string, why: string) {
    super(`What ${source} says of ${subject} cannot be used: ${why}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Run the same version of parikshan everywhere.',
      metadata: { subject, source },
    });
  }
}

/** There is too little memory for the images of a clone. */
export class ImageRoomError extends ParikshanError {
  readonly reason = 'NOT_ENOUGH_IMAGE_ROOM';
  constructor(clone: string, neededBytes: number, freeBytes: number) {
    super(
      `The memory images of ${clone} take ${mebibytes(neededBytes)}; this host has ${mebibytes(freeBytes)} for them.`,
      {
        code: 'RESOURCE_EXHAUSTED',
        remedy: 'Remove clones or replicas of this host that are no longer needed, or choose another host.',
        metadata: { clone, neededBytes: String(neededBytes), freeBytes: String(Math.max(0, freeBytes)) },
      },
    );
  }
}

/** A removal of the clone ended the fetch. */
export class FetchRemovedError extends ParikshanError {
  readonly reason = 'FETCH_REMOVED';
  constructor(clone: string) {
    super(`The fetch of ${clone} was ended: the clone is being removed.`, {
      code: 'ABORTED',
      metadata: { clone },
    });
  }
}

/** This host holds no such generation. */
export class GenerationNotFoundError extends ParikshanError {
  readonly reason = 'GENERATION_NOT_FOUND';
  constructor(generation: string) {
    super(`This host holds no generation ${generation} of a disk.`, {
      code: 'NOT_FOUND',
      remedy: 'It was removed, or nobody used it for long. Begin again: what has arrived is built upon.',
      metadata: { generation },
    });
  }
}

/** What was asked for is not what it was when the transfer began. */
export class ShipmentChangedError extends ParikshanError {
  readonly reason = 'SHIPMENT_CHANGED';
  constructor(subject: string, asked: string, is: string) {
    super(`${subject} is ${is} by now, not ${asked}.`, {
      code: 'ABORTED',
      remedy: 'Begin the transfer again.',
      metadata: { subject, asked, is },
    });
  }
}

/** A message of another agent that asks for what cannot be. */
export class InvalidShipmentRequestError extends ParikshanError {
  readonly reason = 'INVALID_SHIPMENT_REQUEST';
  constructor(why: string) {
    super(`It cannot be shipped as asked: ${why.replace(/\.$/, '')}.`, {
      code: 'INVALID_ARGUMENT',
      remedy: 'Run the same version of parikshan everywhere.',
    });
  }
}

/** The thread that reads images ended. */
export class ReadThreadError extends ParikshanError {
  readonly reason = 'READ_THREAD_FAILED';
  constructor(said: string, cause?: unknown) {
    super(`An image could not be read: ${said}`, {
      code: 'INTERNAL',
      remedy: "See the agent's log, and the kernel's for errors of the disk.",
      cause,
    });
  }
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(Math.max(0, bytes) / 2 ** 20)} MiB`;
}

function text(cause: unknown): string {
  const said = cause instanceof Error ? cause.message : String(cause);
  return said.endsWith('.') ? said : `${said}.`;
}
