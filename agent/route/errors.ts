// What can go wrong on the way to another agent; what ssh itself refuses is in runtime/ssh.
import { ParikshanError } from '../../runtime/errors/mod.js';

/** This agent was told to go through an sshd, and has nothing to log in with. */
export class SshLoginMissingError extends ParikshanError {
  readonly reason = 'SSH_LOGIN_MISSING';
  constructor(address: string) {
    super(`This agent has no key to go through ssh at ${address}.`, {
      code: 'FAILED_PRECONDITION',
      remedy: 'Start it with --ssh-user, --ssh-identity and --ssh-known-hosts.',
      metadata: { address },
    });
  }
}
