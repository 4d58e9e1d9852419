import { isAbsolute } from 'node:path';
import { targetFault, targetPort, targetScope } from './target.js';

/** How an agent goes to others. */
export interface SshLogin {
  readonly user: string;
  /** Absolute path of a private key. */
  readonly identity: string;
  /** Absolute path of a file in the form of known_hosts. */
  readonly knownHosts: string;
}

/** How others come to an agent. */
export interface SshServer {
  /** `HOST:PORT` of the sshd. */
  readonly address: string;
  /** `HOST:PORT` of the agent as the machine of that sshd reaches it. */
  readonly target: string;
}

/** Settings as they were given; undefined: not given. */
export interface SshRequest {
  readonly listen: string;
  readonly address: string | undefined;
  readonly target: string | undefined;
  readonly user: string | undefined;
  readonly identity: string | undefined;
  readonly knownHosts: string | undefined;
}

/** What is wrong with them, all at once, and what they say. Nothing is taken from elsewhere: no user, key or file by custom. Pure. */
export function checkSsh(request: SshRequest): {
  faults: string[];
  login: SshLogin | undefined;
  server: SshServer | undefined;
} {
  const { listen, address, target, user, identity, knownHosts } = request;
  const faults = [...serverFaults(request), ...loginFaults(request)];
  if (faults.length > 0) return { faults, login: undefined, server: undefined };
  const complete = user !== undefined && identity !== undefined && knownHosts !== undefined;
  return {
    faults,
    login: complete ? { user, identity, knownHosts } : undefined,
    server: address === undefined ? undefined : { address, target: target ?? ownTarget(listen) },
  };
}

/** Where an agent's own machine reaches it: one that listens at any address, by loopback. */
function ownTarget(listen: string): string {
  if (targetScope(listen) !== 'any-address') return listen;
  return `${listen.startsWith('[') ? '[::1]' : '127.0.0.1'}:${targetPort(listen)}`;
}

function serverFaults({ listen, address, target }: SshRequest): string[] {
  if (address === undefined)
    return target === undefined ? [] : ['--ssh-target is of no use without --ssh-address.'];
  const faults = [
    ...targetFaults('--ssh-address', address),
    ...(target === undefined ? [] : targetFaults('--ssh-target', target)),
  ];
  if (target === undefined && (listen.startsWith('unix:') || targetPort(listen) === 0))
    faults.push(
      `--ssh-address leads to a port, and the agent listens on ${listen}: give --listen HOST:PORT.`,
    );
  return faults;
}

function targetFaults(option: string, target: string): string[] {
  const fault = target.startsWith('unix:') ? 'must be HOST:PORT.' : targetFault(target);
  if (fault !== undefined) return [`${option} ${target}: ${fault}`];
  if (targetPort(target) === 0) return [`${option} ${target}: others need a port that is known.`];
  return targetScope(target) === 'any-address' ? [`${option} ${target}: that is no address to go to.`] : [];
}

function loginFaults({ user, identity, knownHosts }: SshRequest): string[] {
  const given = { '--ssh-user': user, '--ssh-identity': identity, '--ssh-known-hosts': knownHosts };
  const missing = Object.entries(given).flatMap(([option, value]) => (value === undefined ? [option] : []));
  if (missing.length === Object.keys(given).length) return [];
  const faults = missing.map(
    (option) => `${option} is missing: user, identity and known hosts are given together.`,
  );
  if (user !== undefined && !/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\$?$/.test(user))
    faults.push(`--ssh-user ${user}: is no name of a user.`);
  for (const [option, file] of [
    ['--ssh-identity', identity],
    ['--ssh-known-hosts', knownHosts],
  ] as const)
    if (file !== undefined && !isAbsolute(file)) faults.push(`${option} ${file}: must be an absolute path.`);
  return faults;
}
