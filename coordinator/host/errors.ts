import { ParikshanError } from '../../runtime/errors/mod.js';

/** What a host still has. */
export interface HostUse {
  /** Roles that beat. */
  readonly roles: readonly string[];
  readonly instances: readonly string[];
  readonly clones: readonly string[];
  readonly replicas: readonly string[];
}

/** A host is to be removed that somebody still needs. */
export class HostInUseError extends ParikshanError {
  readonly reason = 'HOST_IN_USE';
  constructor(host: string, { roles, instances, clones, replicas }: HostUse) {
    const things = [
      ...named('instance', instances),
      ...named('clone', clones),
      ...named('replica', replicas),
    ];
    const beating =
      roles.length === 0 ? [] : [`its ${roles.join(' and ')} beat${roles.length === 1 ? 's' : ''}`];
    const having = things.length === 0 ? [] : [`it has ${things.join(', ')}`];
    super(`Host ${host} is in use: ${[...beating, ...having].join('; ')}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: [
        ...(things.length === 0 ? [] : ['Remove what it has.']),
        ...(roles.length === 0 ? [] : [`End its ${roles.join(' and ')}.`]),
        'Or force the removal: all of it is then forgotten. A host that comes back has its instances, and nothing else.',
      ].join(' '),
      metadata: {
        host,
        roles: roles.join(','),
        instances: instances.join(','),
        clones: clones.join(','),
        replicas: replicas.join(','),
      },
    });
  }
}

/** Replicas on other hosts are of clones that the host holds: not even by force, since they would not know what they are of. */
export class HostHoldsClonesError extends ParikshanError {
  readonly reason = 'HOST_HOLDS_CLONES';
  constructor(host: string, replicas: readonly string[]) {
    super(`Host ${host} holds clones of which replicas are on other hosts: ${replicas.join(', ')}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Remove these replicas first, with `parikshan replica rm`.',
      metadata: { host, replicas: replicas.join(',') },
    });
  }
}

/** An operation is under way on the host. */
export class HostBusyError extends ParikshanError {
  readonly reason = 'HOST_BUSY';
  constructor(host: string, operations: readonly string[]) {
    super(`Work is under way on host ${host}: ${operations.join(', ')}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Wait for it to end, or cancel it: `parikshan operation watch | cancel`.',
      metadata: { host, operations: operations.join(',') },
    });
  }
}

function named(noun: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`${names.length} ${noun}${names.length === 1 ? '' : 's'} (${names.join(', ')})`];
}
