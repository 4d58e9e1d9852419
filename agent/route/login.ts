// How this agent logs in to the sshd of others: by one key and one file of known hosts, and by nothing that it was not told.
import type { SshLogin } from '../../runtime/config/mod.js';
import {
  connectSsh,
  KnownHosts,
  onlyIdentity,
  type SshAddress,
  type SshAdvice,
  type SshConnection,
} from '../../runtime/ssh/mod.js';
import { acknowledgePromptly, dial } from './prompt-socket.js';

/** Whoever waits for it is told soon; a link is measured within 15 s. */
const LOGIN_MS = 8_000;

/** For who looks after the agent. Pure. */
export function agentsAdvice({ identity, knownHosts }: SshLogin): SshAdvice {
  return {
    unknownKey: ({ address: { host, port } }) =>
      `Compare it with what \`ssh-keygen -lf\` says of the key on that host itself, then add the host to ${knownHosts} on this one: \`ssh-keyscan -p ${port} ${host}\` prints its lines.`,
    refusedLogin: ({ address: { user, host }, accepted }) =>
      `Add the public part of ${identity} to the authorized_keys of ${user} on ${host}` +
      (accepted.length > 0 && !accepted.includes('publickey')
        ? ', and allow keys there (PubkeyAuthentication yes in sshd_config).'
        : '; `ssh-keygen -yf` prints it.'),
  };
}

/** Reads both files anew each time: a key that was changed needs no new agent. @throws what `connectSsh` and `onlyIdentity` throw */
export async function logIn(
  login: SshLogin,
  at: Pick<SshAddress, 'host' | 'port'>,
  signal: AbortSignal,
): Promise<SshConnection> {
  const identities = await onlyIdentity(login.identity);
  const knownHosts = await KnownHosts.ofFile(login.knownHosts);
  const socket = dial(at);
  const connection = await connectSsh({
    address: { user: login.user, ...at },
    advice: agentsAdvice(login),
    timeoutMs: LOGIN_MS,
    ...{ identities, knownHosts, socket, signal },
  });
  acknowledgePromptly(socket);
  return connection;
}
