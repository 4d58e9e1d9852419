/** With what a user is let in: the ssh agent, a key that was named, keys in their usual places. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type ssh2 from 'ssh2';
import { SshIdentityUnusableError } from './errors.js';

/** One way to be let in. */
export type Identity =
  | { readonly kind: 'agent'; readonly socket: string; readonly label: string }
  | { readonly kind: 'key'; readonly key: ssh2.ParsedKey; readonly label: string };

/** What there is, in the order in which it is tried, and what was passed over. */
export interface Identities {
  readonly all: readonly Identity[];
  /** One sentence for each key that is there and cannot be used. */
  readonly notes: readonly string[];
}

const DEFAULT_KEYS = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/**
 * Looks for what the user has: the agent of SSH_AUTH_SOCK, then the key that was named, then ~/.ssh/id_ed25519, id_ecdsa, id_rsa.
 * @throws SshIdentityUnusableError when a key that was named cannot be used and no agent is there that may hold it
 */
export async function findIdentities(
  home: string,
  env: NodeJS.ProcessEnv,
  named: string | undefined,
): Promise<Identities> {
  const all: Identity[] = [];
  const notes: string[] = [];
  const socket = env['SSH_AUTH_SOCK'] ?? '';
  if (socket !== '') all.push({ kind: 'agent', socket, label: 'the ssh agent' });
  if (named !== undefined) {
    const read = await readKey(named);
    if (typeof read !== 'string') all.push({ kind: 'key', key: read, label: named });
    else if (socket === '') throw new SshIdentityUnusableError(named, read, true);
    else notes.push(`${named} was passed over: ${read}.`);
  }
  for (const file of DEFAULT_KEYS.map((name) => join(home, '.ssh', name))) {
    if (file === named) continue;
    const read = await readKey(file);
    if (typeof read !== 'string') all.push({ kind: 'key', key: read, label: file });
    else if (read !== NOT_THERE) notes.push(`${file} was passed over: ${read}.`);
  }
  return { all, notes };
}

/**
 * One key and nothing else: for a process that nobody is there to help. As ssh does, it leaves alone a key that others can read.
 * @throws SshIdentityUnusableError
 */
export async function onlyIdentity(file: string): Promise<Identities> {
  const key = await readKey(file);
  if (typeof key === 'string') throw new SshIdentityUnusableError(file, key, false);
  const { mode } = await stat(file);
  if ((mode & OTHERS) !== 0)
    throw new SshIdentityUnusableError(
      file,
      `others may read it (its mode is 0${(mode & MODE).toString(8)})`,
      false,
    );
  return { all: [{ kind: 'key', key, label: file }], notes: [] };
}

const MODE = 0o777;
const OTHERS = 0o077;

const NOT_THERE = 'it is not there';

/** The key, or why it cannot be used. */
async function readKey(file: string): Promise<ssh2.ParsedKey | string> {
  let text: Buffer;
  try {
    text = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? NOT_THERE : `it cannot be read (${code ?? 'unknown error'})`;
  }
  return parsePrivateKey(text);
}

/** The private key in these bytes, or why there is none to be used. Pure. */
export async function parsePrivateKey(text: Buffer): Promise<ssh2.ParsedKey | string> {
  const { default: ssh } = await import('ssh2');
  const parsed: unknown = ssh.utils.parseKey(text);
  // Some formats hold several keys; the first is the one.
  const key = (Array.isArray(parsed) ? parsed[0] : parsed) as ssh2.ParsedKey | Error;
  if (key instanceof Error)
    return /passphrase|encrypted/i.test(key.message)
      ? 'it has a passphrase, which is not asked for (`ssh-add` gives it to the ssh agent)'
      : `it cannot be understood (${key.message})`;
  return key.isPrivateKey() ? key : 'it is a public key';
}
