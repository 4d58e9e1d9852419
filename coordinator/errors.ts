/**
 * What can go wrong at the coordinator: one class per cause. docs/errors.md lists every reason; a test keeps the two agreeing.
 */
import { ParikshanError } from '../runtime/errors/mod.js';
import type { Check } from '../proto/gen/parikshan/v1/Check.js';

/** A request that cannot be understood; `faults` are all of them, not only the first. */
export class InvalidRequestError extends ParikshanError {
  readonly reason = 'INVALID_REQUEST';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The request is not valid: ${faults.join('; ')}.`, {
      code: 'INVALID_ARGUMENT',
      remedy: 'Correct the fields named and send it again.',
      metadata: { faults: faults.join('\n') },
    });
    this.faults = faults;
  }
}

/** The same request id came with another request. */
export class RequestIdReusedError extends ParikshanError {
  readonly reason = 'REQUEST_ID_REUSED';
  constructor(operation: string) {
    super(`This request id was used before for another request, which started operation ${operation}.`, {
      code: 'ALREADY_EXISTS',
      remedy: 'Use a new request id for a new request.',
      metadata: { operation },
    });
  }
}

export class InstanceNotFoundError extends ParikshanError {
  readonly reason = 'INSTANCE_NOT_FOUND';
  constructor(instance: string) {
    super(`There is no instance ${instance}.`, {
      code: 'NOT_FOUND',
      remedy: 'See `parikshan instance list` for the instances there are.',
      metadata: { instance },
    });
  }
}

export class InstanceExistsError extends ParikshanError {
  readonly reason = 'INSTANCE_EXISTS';
  constructor(instance: string, host: string) {
    super(`There is an instance ${instance} already, on host ${host}.`, {
      code: 'ALREADY_EXISTS',
      remedy: 'Choose another name, or remove that one with `parikshan instance rm`.',
      metadata: { instance, host },
    });
  }
}

export class InstanceNotRunningError extends ParikshanError {
  readonly reason = 'INSTANCE_NOT_RUNNING';
  constructor(instance: string, state: string) {
    super(`Instance ${instance} does not run: it is ${state}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Only a running instance can be cloned; `parikshan instance logs` may say why it ended.',
      metadata: { instance, state },
    });
  }
}

/** Another operation is making or removing the instance. */
export class InstanceBusyError extends ParikshanError {
  readonly reason = 'INSTANCE_BUSY';
  constructor(instance: string, operation: string) {
    super(`Instance ${instance} is being changed by operation ${operation}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Wait for that operation to end: `parikshan operation watch`.',
      metadata: { instance, operation },
    });
  }
}

export class InstanceHasClonesError extends ParikshanError {
  readonly reason = 'INSTANCE_HAS_CLONES';
  constructor(instance: string, clones: readonly string[]) {
    super(`Instance ${instance} has clones: ${clones.join(', ')}.`, {
      code: 'FAILED_PRECONDITION',
      remedy:
        'Remove the clones first with `parikshan clone rm`, or force the removal, which removes them as well.',
      metadata: { instance, clones: clones.join(',') },
    });
  }
}

export class CloneNotFoundError extends ParikshanError {
  readonly reason = 'CLONE_NOT_FOUND';
  constructor(clone: string) {
    super(`There is no clone ${clone}.`, {
      code: 'NOT_FOUND',
      remedy: 'See `parikshan clone list` for the clones there are.',
      metadata: { clone },
    });
  }
}

export class CloneExistsError extends ParikshanError {
  readonly reason = 'CLONE_EXISTS';
  constructor(clone: string) {
    super(`There is a clone ${clone} already.`, {
      code: 'ALREADY_EXISTS',
      remedy: 'Choose another name, or leave the name out to get the next free one.',
      metadata: { clone },
    });
  }
}

/** Another operation is making or removing the clone. */
export class CloneBusyError extends ParikshanError {
  readonly reason = 'CLONE_BUSY';
  constructor(clone: string, phase: string, operation: string) {
    super(`Clone ${clone} is being changed (${phase}) by operation ${operation}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Wait for that operation to end, or cancel it.',
      metadata: { clone, phase, operation },
    });
  }
}

/** A fault of ours: the clone's states do not allow what was about to be done. */
export class CloneTransitionRefusedError extends ParikshanError {
  readonly reason = 'CLONE_TRANSITION_REFUSED';
  constructor(phase: string, event: string) {
    super(`A clone that is ${phase} cannot take ${event}.`, {
      code: 'INTERNAL',
      remedy: 'This is a fault of the coordinator; please report it with its log.',
      metadata: { phase, event },
    });
  }
}

export class ReplicaNotFoundError extends ParikshanError {
  readonly reason = 'REPLICA_NOT_FOUND';
  constructor(replica: string) {
    super(`There is no replica ${replica}.`, {
      code: 'NOT_FOUND',
      remedy: 'See `parikshan replica list` for the replicas there are.',
      metadata: { replica },
    });
  }
}

/** Another operation is making or removing the replica. */
export class ReplicaBusyError extends ParikshanError {
  readonly reason = 'REPLICA_BUSY';
  constructor(replica: string, operation: string) {
    super(`Replica ${replica} is being changed by operation ${operation}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Wait for that operation to end, or cancel it.',
      metadata: { replica, operation },
    });
  }
}

/** Some replicas of a clone did not come up. What stands is kept, unless nothing does. */
export class ReplicasFailedError extends ParikshanError {
  readonly reason = 'REPLICAS_FAILED';
  /** `kept`: the clone is there whatever became of them. */
  constructor(failed: ReadonlyMap<string, Error>, standing: readonly string[], kept = false) {
    const why = [...failed].map(([name, error]) => `${name}: ${error.message}`);
    const rest =
      standing.length > 0
        ? `Kept: ${standing.join(', ')}`
        : kept
          ? 'The clone is kept'
          : 'None came up, so the clone was undone';
    super(
      `${failed.size} of ${failed.size + standing.length} replicas did not come up. ${why.join(' ')} ${rest}.`,
      {
        code: 'ABORTED',
        remedy:
          standing.length === 0
            ? "The agent's and the proxy's logs say more; nothing is left to remove."
            : 'Work with the replicas that stand, or remove the clone and make another.',
        metadata: { failed: [...failed.keys()].join(','), standing: standing.join(',') },
        cause: failed.values().next().value,
      },
    );
  }
}

/** Safety checks that must pass did not; all of them are named. */
export class ChecksFailedError extends ParikshanError {
  readonly reason = 'CHECKS_FAILED';
  constructor(instance: string, failed: readonly Check[]) {
    const found = failed.map((check) => `${check.name}: ${check.message}`);
    const remedies = failed.map((check) => check.remedy ?? '').filter((remedy) => remedy !== '');
    super(`Instance ${instance} cannot be cloned now: ${found.join(' ')}`, {
      code: 'FAILED_PRECONDITION',
      remedy: remedies.join(' '),
      metadata: Object.fromEntries(failed.map((check) => [check.name ?? '', check.message ?? ''])),
    });
  }
}

/** The proxy accepted the capture and yet reads no packets. */
export class CaptureNotLiveError extends ParikshanError {
  readonly reason = 'CAPTURE_NOT_LIVE';
  constructor(instance: string, lastError: string) {
    super(`The capture of ${instance} did not come alive${lastError === '' ? '' : `: ${lastError}`}.`, {
      code: 'UNAVAILABLE',
      remedy: "See the proxy's log on the instance's host; nothing was frozen.",
      metadata: { instance },
    });
  }
}

/** The agent says that the freeze went well, and sent neither its times nor its cut. */
export class FreezeIncompleteError extends ParikshanError {
  readonly reason = 'FREEZE_INCOMPLETE';
  constructor(instance: string) {
    super(`The agent froze ${instance} and did not say where its connections stood.`, {
      code: 'INTERNAL',
      remedy: "Production runs; see the agent's log, and whether agent and coordinator are of one version.",
      metadata: { instance },
    });
  }
}

/** NATS has no room for the log of an instance. */
export class LogNoRoomError extends ParikshanError {
  readonly reason = 'LOG_NO_ROOM';
  constructor(instance: string, bytes: number, cause: unknown) {
    super(`There is no room for a log of ${bytes} bytes for ${instance}.`, {
      code: 'RESOURCE_EXHAUSTED',
      remedy: 'Ask for a smaller log, or give JetStream more storage.',
      metadata: { instance, bytes: String(bytes) },
      cause,
    });
  }
}

export class NoHostError extends ParikshanError {
  readonly reason = 'NO_HOST';
  /** @param drained hosts whose agents beat, and that get nothing new */
  constructor(drained: readonly string[] = []) {
    const none = drained.length === 0;
    super(
      none
        ? 'No host has an agent that beats.'
        : `Every host whose agent beats is drained: ${drained.join(', ')}.`,
      {
        code: none ? 'UNAVAILABLE' : 'FAILED_PRECONDITION',
        remedy: none
          ? 'Start `parikshan agent` on a host, or see its log if it runs.'
          : 'Let one of them have new things again with `parikshan host drain --undo`.',
        metadata: { drained: drained.join(',') },
      },
    );
  }
}

export class HostNotFoundError extends ParikshanError {
  readonly reason = 'HOST_NOT_FOUND';
  constructor(host: string, known: readonly string[]) {
    super(`There is no host ${host}.`, {
      code: 'NOT_FOUND',
      remedy: known.length === 0 ? 'No host has registered yet.' : `Hosts known: ${known.join(', ')}.`,
      metadata: { host },
    });
  }
}

/** Two machines call themselves by one name. */
export class HostNameTakenError extends ParikshanError {
  readonly reason = 'HOST_NAME_TAKEN';
  constructor(host: string, role: 'agent' | 'proxy', holder: string, target: string) {
    super(
      `The ${role} of host ${host} is at ${holder}, and another one at ${target} says that it is the same host.`,
      {
        code: 'ALREADY_EXISTS',
        remedy: `Give each host a name of its own with --host-name. If ${host} has only moved, it is taken once the old one is silent.`,
        metadata: { host, role, holder, target },
      },
    );
  }
}

export class HostUnreachableError extends ParikshanError {
  readonly reason = 'HOST_UNREACHABLE';
  constructor(host: string, role: 'agent' | 'proxy') {
    super(`The ${role} of host ${host} cannot be reached: it has stopped beating.`, {
      code: 'UNAVAILABLE',
      remedy: `Start \`parikshan ${role}\` on ${host} again, or see its log.`,
      metadata: { host, role },
    });
  }
}

export class OperationNotFoundError extends ParikshanError {
  readonly reason = 'OPERATION_NOT_FOUND';
  constructor(id: string) {
    super(`There is no operation ${id}.`, {
      code: 'NOT_FOUND',
      remedy: 'See `parikshan operation list`; operations are forgotten after 7 days.',
      metadata: { operation: id },
    });
  }
}

export class OperationAmbiguousError extends ParikshanError {
  readonly reason = 'OPERATION_AMBIGUOUS';
  constructor(prefix: string, ids: readonly string[]) {
    super(`Several operations begin with ${prefix}: ${ids.join(', ')}.`, {
      code: 'INVALID_ARGUMENT',
      remedy: 'Give more characters of the id.',
      metadata: { prefix },
    });
  }
}

/** The operation was stopped by CancelOperation. */
export class OperationCancelledError extends ParikshanError {
  readonly reason = 'OPERATION_CANCELLED';
  constructor(id: string) {
    super(`Operation ${id} was cancelled.`, { code: 'CANCELLED', metadata: { operation: id } });
  }
}

/** The coordinator that ran the operation ended before it. */
export class OperationInterruptedError extends ParikshanError {
  readonly reason = 'OPERATION_INTERRUPTED';
  constructor(id: string, state: string) {
    super(`The coordinator ended while operation ${id} was under way. ${state}`, {
      code: 'ABORTED',
      remedy: 'Start it again.',
      metadata: { operation: id },
    });
  }
}

/** The coordinator takes no new work because it is ending. */
export class CoordinatorStoppingError extends ParikshanError {
  readonly reason = 'COORDINATOR_STOPPING';
  constructor() {
    super('The coordinator is stopping and takes no new work.', {
      code: 'UNAVAILABLE',
      remedy: 'Try again when it runs again.',
    });
  }
}

/** A record changed under our hands again and again. */
export class StateConflictError extends ParikshanError {
  readonly reason = 'STATE_CONFLICT';
  constructor(key: string) {
    super(`The record ${key} was changed by somebody else at the same time.`, {
      code: 'ABORTED',
      remedy: 'Try again; if it goes on, see whether two coordinators share one state.',
      metadata: { key },
    });
  }
}

/** A record in the state is not what this version writes. */
export class StateUnreadableError extends ParikshanError {
  readonly reason = 'STATE_UNREADABLE';
  constructor(key: string, cause: unknown) {
    super(`The record ${key} in the coordinator's state cannot be read.`, {
      code: 'INTERNAL',
      remedy:
        'It may come from another version; remove it with the nats tool, what it stands for is adopted or cleaned up.',
      metadata: { key },
      cause,
    });
  }
}

/** NATS, in which the state lies, does not answer. */
export class StateUnavailableError extends ParikshanError {
  readonly reason = 'STATE_UNAVAILABLE';
  constructor(cause: unknown) {
    super('The state cannot be read or written: NATS does not answer.', {
      code: 'UNAVAILABLE',
      remedy:
        'Production, replicas and their debuggers go on. See whether nats-server runs and has room on its disk; then try again.',
      metadata: {},
      cause,
    });
  }
}
