import { ParikshanError } from '../errors/mod.js';
import { formatSshAddress, knownHostsName, type SshAddress } from './address.js';
import type { KnownHostsLine } from './known-hosts.js';

/** A key that a host has shown. */
export interface ShownHostKey {
  readonly address: SshAddress;
  readonly keyType: string;
  readonly fingerprint: string;
}

/** A login that was refused. */
export interface RefusedLogin {
  readonly address: SshAddress;
  /** What was offered, e.g. `the ssh agent`. */
  readonly tried: readonly string[];
  /** One sentence for each thing that was passed over. */
  readonly notes: readonly string[];
  /** Methods that the host would take, e.g. `password`. */
  readonly accepted: readonly string[];
}

/** What can be done about a refusal depends on whose keys they are. Pure functions, each with one or two sentences. */
export interface SshAdvice {
  readonly unknownKey: (shown: ShownHostKey) => string;
  readonly refusedLogin: (refused: RefusedLogin) => string;
}

/** For a person at a command line, with their own keys and known_hosts. */
export const PERSONS_ADVICE: SshAdvice = {
  unknownKey: ({ fingerprint }) =>
    `Compare it with what \`ssh-keygen -lf\` says of the key on the host itself, then run this again with --accept-host-key ${fingerprint}.`,
  refusedLogin: ({ address: { user, host, port }, tried, accepted }) =>
    'Passwords are not asked for: ' +
    (accepted.length > 0 && !accepted.includes('publickey')
      ? 'allow keys there (PubkeyAuthentication yes in sshd_config), and '
      : '') +
    `put a key of yours there with \`ssh-copy-id -p ${port} ${user}@${host}\`, or name one that is there with --identity.` +
    (tried.includes('the ssh agent')
      ? ' An agent with many keys uses up the tries that sshd allows: SSH_AUTH_SOCK= leaves it out.'
      : ''),
};

function metadataOf({ address, keyType, fingerprint }: ShownHostKey, by?: KnownHostsLine) {
  const place: Record<string, string> = by === undefined ? {} : { file: by.file, line: String(by.line) };
  return { host: formatSshAddress(address), keyType, fingerprint, ...place };
}

/** Nothing is known of the host, and nobody has vouched for the key it shows. */
export class HostKeyUnknownError extends ParikshanError {
  readonly reason = 'HOST_KEY_UNKNOWN';
  readonly fingerprint: string;
  constructor(shown: ShownHostKey, advice: SshAdvice) {
    const { address, keyType, fingerprint } = shown;
    super(
      `${knownHostsName(address)} is not in known_hosts; the key it shows (${keyType}) has the fingerprint ${fingerprint}.`,
      {
        code: 'FAILED_PRECONDITION',
        remedy: advice.unknownKey(shown),
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
        remedy: `Somebody else may answer there. If the host was set up anew, take the old key out with \`ssh-keygen -f ${by.file} -R '${knownHostsName(address)}'\` and try again.`,
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
  constructor(refused: RefusedLogin, advice: SshAdvice, cause: unknown) {
    const { address, tried, notes, accepted } = refused;
    const offered = tried.length === 0 ? 'there is no key to offer' : `offered: ${tried.join(', ')}`;
    const takes = accepted.length === 0 ? '' : `; it takes ${accepted.join(', ')}`;
    const skipped = notes.length === 0 ? '' : ` ${notes.join(' ')}`;
    super(`${formatSshAddress(address)} refuses the login (${offered}${takes}).${skipped}`, {
      code: 'PERMISSION_DENIED',
      remedy: advice.refusedLogin(refused),
      metadata: { host: formatSshAddress(address), accepted: accepted.join(' ') },
      cause,
    });
  }
}

/** A key was named that cannot be used. */
export class SshIdentityUnusableError extends ParikshanError {
  readonly reason = 'SSH_IDENTITY_UNUSABLE';
  /** @param canHaveAgent whether an ssh agent could be used instead */
  constructor(file: string, why: string, canHaveAgent: boolean) {
    super(`The key ${file} cannot be used: ${why}.`, {
      code: 'INVALID_ARGUMENT',
      remedy: `Name a private key without a passphrase${canHaveAgent ? ', or add it to the ssh agent with `ssh-add`' : ', which only its owner may read'}.`,
      metadata: { file },
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

/** The host lets us in and does not let us through it to others. */
export class SshForwardingRefusedError extends ParikshanError {
  readonly reason = 'SSH_FORWARDING_REFUSED';
  constructor(address: SshAddress, target: string, cause: unknown) {
    super(`${formatSshAddress(address)} lets us in, and does not let us through to ${target}.`, {
      code: 'PERMISSION_DENIED',
      remedy: `Allow it in sshd_config there: AllowTcpForwarding local, no DisableForwarding, and PermitOpen any or ${target}. A key that is restricted in authorized_keys needs port-forwarding, and permitopen="${target}" if it has any permitopen.`,
      metadata: { host: formatSshAddress(address), target },
      cause,
    });
  }
}

/** The host lets us through, and nobody answers at the other end. */
export class SshTargetUnreachableError extends ParikshanError {
  readonly reason = 'SSH_TARGET_UNREACHABLE';
  constructor(address: SshAddress, target: string, cause: unknown) {
    super(`From ${formatSshAddress(address)} nobody is reached at ${target}${said(cause)}.`, {
      code: 'UNAVAILABLE',
      remedy: `See that the agent runs, and that the machine of that sshd reaches it at ${target}.`,
      metadata: { host: formatSshAddress(address), target },
      cause,
    });
  }
}

/** What sshd says of a channel it does not open, without ssh2's own words before it. */
function said(cause: unknown): string {
  const words = cause instanceof Error ? cause.message.replace(/^.*failure: */, '') : '';
  return words === '' ? '' : `: ${words}`;
}
