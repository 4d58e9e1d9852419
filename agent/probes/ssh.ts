// Whether this agent can go to others through ssh, and they to it. Who does not use ssh hears nothing of it.
import { readFile } from 'node:fs/promises';
import type { SshLogin } from '../../runtime/config/mod.js';
import { onlyIdentity } from '../../runtime/ssh/mod.js';
import type { SshHop } from '../route/mod.js';
import { check, type Finding, type Probe } from './probe.js';

/** @param faults what is wrong with key and known hosts, a sentence each without its end. Pure. */
export function sshFinding(
  hop: SshHop | undefined,
  login: SshLogin | undefined,
  faults: readonly string[],
): Finding {
  const found = {
    ...(hop === undefined ? {} : { 'ssh-address': hop.address, 'ssh-target': hop.target }),
    ...(login === undefined ? {} : { 'ssh-user': login.user }),
  };
  if (login === undefined) return { facts: found, checks: [] };
  return {
    facts: found,
    checks: [
      check(
        'ssh-login',
        faults.length === 0 ? undefined : `This agent cannot go to others through ssh: ${faults.join('; ')}.`,
        `It goes to others through ssh as ${login.user}, with ${login.identity}, and trusts ${login.knownHosts}.`,
        'Put the files where --ssh-identity and --ssh-known-hosts say: a private key without a passphrase that only root may read, and the keys of other hosts.',
        false,
      ),
    ],
  };
}

export const SSH: Probe = {
  name: 'ssh-login',
  run: async ({ sshHop, sshLogin }) =>
    sshFinding(sshHop, sshLogin, sshLogin === undefined ? [] : await faultsOf(sshLogin)),
};

async function faultsOf({ identity, knownHosts }: SshLogin): Promise<string[]> {
  const tried = await Promise.allSettled([onlyIdentity(identity), readFile(knownHosts)]);
  return tried.flatMap((one) =>
    one.status === 'rejected' ? [(one.reason as Error).message.replace(/\.$/, '')] : [],
  );
}
