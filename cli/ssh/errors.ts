import { ParikshanError } from '../../runtime/errors/mod.js';
import { formatSshAddress, knownHostsName, type SshAddress } from './address.js';
import type { KnownHostsLine } from './known-hosts.js';

/** A key that a host has shown. */
export interface ShownHostKey {
  readonly address: SshAddress;
  readonly keyType: string;
  readonly fingerprint: string;
}

function metadataOf({ address, keyType, fingerprint }: ShownHostKey, by?: KnownHostsLine) {
  const place: Record<string, string> = by === undefined ? {} : { file: by.file, line: String(by.line) };
  return { host: formatSshAddress(address), keyType, fingerprint, ...place };
}

/** Nothing is known of the host, and nobody has vouched for the key it shows. */
export class HostKeyUnknownError extends ParikshanError {
  readonly reason = 'HOST_KEY_UNKNOWN';
  readonly fingerprint: string;
  constructor(shown: ShownHostKey) {
    const { address, keyType, fingerprint } = shown;
    super(
      `${knownHostsName(address)} is not in known_hosts; the key it shows (${keyType}) has the fingerprint ${fingerprint}.`,
      {
        code: 'FAILED_PRECONDITION',
        remedy: `Compare it with what \`ssh-keygen -lf\` says of the key on the host itself, then run this again with --accept-host-key ${fingerprint}.`,
        metadata: metadataOf(shown),
      },
    );
    this.fingerprint = fingerprint;
  }
}

/** The host is not known, and the key it shows is not the one that was to be accepted. */
export class HostKeyUnexpectedError extends ParikshanError {
  readonly reason = 'HOST_KEY_UNEXPECTED';
  constructor(shown: ShownHostKey, wanted: string) {
    super(
      `${knownHostsName(shown.address)} shows a key (${shown.keyType}) with the fingerprint ${shown.fingerprint}, not ${wanted}.`,
      {
        code: 'FAILED_PRECONDITION',
        remedy:
          'Somebody else may answer there. Look the fingerprint up on the host itself: `ssh-keygen -lf` on each file /etc/ssh/ssh_host_*_key.pub.',
        metadata: { ...metadataOf(shown), wanted },
      },
    );
  }
}

/** The host was known by another key. Never overridden by an option. */
export class HostKeyChangedError extends ParikshanError {
  readonly reason = 'HOST_KEY_CHANGED';
  constructor(shown: ShownHostKey, by: KnownHostsLine) {
    const { address, keyType, fingerprint } = shown;
    super(
      `${knownHostsName(address)} shows another key (${keyType}, ${fingerprint}) than the one it is known by, ${by.file} line ${by.line}.`,
      {
        code: 'FAILED_PRECONDITION',
        remedy: `Somebody else may answer there. If the host was set up anew, take the old key out with \`ssh-keygen -f ${by.file} -R '${knownHostsName(address)}'\` and run this again.`,
        metadata: metadataOf(shown, by),
      },
    );
  }
}

/** The host shows a key that known_hosts says not to trust any more. */
export class HostKeyRevokedError extends ParikshanError {
  readonly reason = 'HOST_KEY_REVOKED';
  constructor(shown: ShownHostKey, by: KnownHostsLine) {
    super(
      `The key of ${knownHostsName(shown.address)} (${shown.keyType}, ${shown.fingerprint}) is revoked, ${by.file} line ${by.line}.`,
      {
        code: 'FAILED_PRECONDITION',
        remedy: 'Do not trust who answers there. Give the host a new key.',
        metadata: metadataOf(shown, by),
      },
    );
  }
}

/** Nobody answers there by ssh. */
export class SshUnreachableError extends ParikshanError {
  readonly reason = 'SSH_UNREACHABLE';
  constructor(address: SshAddress, why: string, cause: unknown) {
    super(`No ssh connection to ${formatSshAddress(address)}: ${why}.`, {
      code: 'UNAVAILABLE',
      remedy: `See whether sshd runs there and can be reached: \`ssh -p ${address.port} ${address.user}@${address.host} true\`.`,
      metadata: { host: formatSshAddress(address) },
      cause,
    });
  }
}

/** The host does not let us in with the keys there are; passwords are never asked for. */
export class SshLoginRefusedError extends ParikshanError {
  readonly reason = 'SSH_LOGIN_REFUSED';
  /**
   * @param tried what was offered, e.g. `the ssh agent`
   * @param accepted methods that the host would take, e.g. `password`
   */
  constructor(
    address: SshAddress,
    tried: readonly string[],
    notes: readonly string[],
    accepted: readonly string[],
    cause: unknown,
  ) {
    const { user, host, port } = address;
    const offered = tried.length === 0 ? 'there is no key to offer' : `offered: ${tried.join(', ')}`;
    const takes = accepted.length === 0 ? '' : `; it takes ${accepted.join(', ')}`;
    const skipped = notes.length === 0 ? '' : ` ${notes.join(' ')}`;
    super(`${formatSshAddress(address)} refuses the login (${offered}${takes}).${skipped}`, {
      code: 'PERMISSION_DENIED',
      remedy:
        'Passwords are not asked for: ' +
        (accepted.length > 0 && !accepted.includes('publickey')
          ? 'allow keys there (PubkeyAuthentication yes in sshd_config), and '
          : '') +
        `put a key of yours there with \`ssh-copy-id -p ${port} ${user}@${host}\`, or name one that is there with --identity.` +
        (tried.includes('the ssh agent')
          ? ' An agent with many keys uses up the tries that sshd allows: SSH_AUTH_SOCK= leaves it out.'
          : ''),
      metadata: { host: formatSshAddress(address), accepted: accepted.join(' ') },
      cause,
    });
  }
}

/** A key was named that cannot be used. */
export class SshIdentityUnusableError extends ParikshanError {
  readonly reason = 'SSH_IDENTITY_UNUSABLE';
  constructor(file: string, why: string, cause?: unknown) {
    super(`The key ${file} cannot be used: ${why}.`, {
      code: 'INVALID_ARGUMENT',
      remedy: 'Name a private key without a passphrase, or add it to the ssh agent with `ssh-add`.',
      metadata: { file },
      cause,
    });
  }
}

/** The connection ended while it was needed. */
export class SshConnectionLostError extends ParikshanError {
  readonly reason = 'SSH_CONNECTION_LOST';
  constructor(address: SshAddress, during: string, cause?: unknown) {
    super(`The ssh connection to ${formatSshAddress(address)} broke off during: ${during}.`, {
      code: 'UNAVAILABLE',
      remedy: 'See whether the host and its sshd run, then run the same command again.',
      metadata: { host: formatSshAddress(address) },
      cause,
    });
  }
}

/** A command on the host ended with a code other than 0. */
export class SshCommandFailedError extends ParikshanError {
  readonly reason = 'SSH_COMMAND_FAILED';
  constructor(address: SshAddress, what: string, code: number | undefined, said: string) {
    super(
      `On ${formatSshAddress(address)}, ${what} ${code === undefined ? 'took too long and was ended' : `failed with code ${code}`}${said === '' ? '.' : `: ${said}`}`,
      {
        code: code === undefined ? 'DEADLINE_EXCEEDED' : 'FAILED_PRECONDITION',
        remedy: 'Follow what the host says, then run the same command again.',
        metadata: {
          host: formatSshAddress(address),
          ...(code === undefined ? {} : { exitCode: String(code) }),
        },
      },
    );
  }
}
