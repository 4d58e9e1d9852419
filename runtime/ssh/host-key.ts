/** Whether a host is the one it says it is. */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { knownHostsName, type SshAddress } from './address.js';
import {
  HostKeyChangedError,
  HostKeyRevokedError,
  HostKeyUnexpectedError,
  HostKeyUnknownError,
  PERSONS_ADVICE,
  type SshAdvice,
} from './errors.js';
import {
  fingerprintOf,
  knownHostsLine,
  knownKeyTypes,
  parseKnownHosts,
  standingOf,
  typeOfKey,
  type HostKeyStanding,
  type KnownHostsLine,
} from './known-hosts.js';

/** What whoever calls says about a key that nobody knows yet. */
export interface NewHostKeyPolicy {
  /** The fingerprint it must have, `SHA256:…`. */
  readonly accept?: string | undefined;
  /** Whether any new one will do. */
  readonly acceptAny?: boolean | undefined;
}

/** What is to be done with a host whose key stands like this. Pure. */
export function judgeHostKey(
  address: SshAddress,
  key: Buffer,
  standing: HostKeyStanding,
  policy: NewHostKeyPolicy,
  advice: SshAdvice = PERSONS_ADVICE,
): { readonly remember: boolean } | { readonly refuse: Error } {
  const fingerprint = fingerprintOf(key);
  const shown = { address, keyType: typeOfKey(key) ?? 'unknown', fingerprint };
  switch (standing.kind) {
    case 'revoked':
      return { refuse: new HostKeyRevokedError(shown, standing.by) };
    case 'changed':
      return { refuse: new HostKeyChangedError(shown, standing.by) };
    case 'known':
      return { remember: false };
    case 'unknown':
      if (policy.accept !== undefined)
        return policy.accept.replace(/=+$/, '') === fingerprint
          ? { remember: true }
          : { refuse: new HostKeyUnexpectedError(shown, policy.accept) };
      return policy.acceptAny === true
        ? { remember: true }
        : { refuse: new HostKeyUnknownError(shown, advice) };
  }
}

/** Host key algorithms in the order to ask for: first those by which the host is known, as ssh does. Pure. */
export function hostKeyAlgorithms(known: readonly string[]): string[] {
  const wanted = known
    .flatMap((type) => (type === 'ssh-rsa' ? RSA : [type]))
    .filter((name) => ALL.includes(name));
  return [...new Set([...wanted, ...ALL])];
}

/** RSA keys are listed as `ssh-rsa`, and sign by these; SHA-1 is not among them. */
const RSA = ['rsa-sha2-512', 'rsa-sha2-256'];
const ALL = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', ...RSA];
const SYSTEM_FILE = '/etc/ssh/ssh_known_hosts';

/** What is known of hosts, from files in the form of known_hosts. New keys are added to the first. */
export class KnownHosts {
  readonly #own: string;
  readonly #lines: readonly KnownHostsLine[];

  private constructor(own: string, lines: readonly KnownHostsLine[]) {
    this.#own = own;
    this.#lines = lines;
  }

  /** The files of a user: theirs, and the machine's. */
  static ofUser(home: string): Promise<KnownHosts> {
    return KnownHosts.#read(join(home, '.ssh', 'known_hosts'), [SYSTEM_FILE]);
  }

  /** One file and nothing else. One that is not there knows nobody. */
  static ofFile(file: string): Promise<KnownHosts> {
    return KnownHosts.#read(file, []);
  }

  static async #read(own: string, further: readonly string[]): Promise<KnownHosts> {
    const lines = [];
    for (const file of [own, ...further]) lines.push(...parseKnownHosts(await textOf(file), file));
    return new KnownHosts(own, lines);
  }

  /** Algorithms to ask this host for. */
  algorithms(address: SshAddress): string[] {
    return hostKeyAlgorithms(knownKeyTypes(this.#lines, knownHostsName(address)));
  }

  /**
   * Adds a new key where the policy allows it.
   * @throws the reason why the host is refused
   */
  async verify(
    address: SshAddress,
    key: Buffer,
    policy: NewHostKeyPolicy,
    advice: SshAdvice = PERSONS_ADVICE,
  ): Promise<void> {
    const name = knownHostsName(address);
    const verdict = judgeHostKey(address, key, standingOf(this.#lines, name, key), policy, advice);
    if ('refuse' in verdict) throw verdict.refuse;
    if (verdict.remember) await this.#add(knownHostsLine(name, key));
  }

  async #add(line: string): Promise<void> {
    await mkdir(dirname(this.#own), { recursive: true, mode: 0o700 });
    const before = await textOf(this.#own);
    const gap = before === '' || before.endsWith('\n') ? '' : '\n';
    await appendFile(this.#own, `${gap}${line}\n`, { mode: 0o600 });
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
