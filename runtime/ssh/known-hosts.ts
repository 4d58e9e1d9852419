/** The format of known_hosts, sshd(8) "SSH_KNOWN_HOSTS FILE FORMAT". Everything here is pure. */
import { createHash, createHmac } from 'node:crypto';

/** A line of a known_hosts file that says something about hosts. */
export interface KnownHostsLine {
  /** `@revoked`, `@cert-authority`, or none. */
  readonly marker: 'revoked' | 'cert-authority' | undefined;
  /** Patterns as they stand there: `name`, `!name`, `*.example`, `[name]:port`, `|1|salt|hash`. */
  readonly patterns: readonly string[];
  /** e.g. `ssh-ed25519`. */
  readonly keyType: string;
  /** The key in the form it has on the wire. */
  readonly key: Buffer;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What known_hosts says of a key that a host has shown. */
export type HostKeyStanding =
  | { readonly kind: 'known'; readonly by: KnownHostsLine }
  /** The host is listed, with other keys only. */
  | { readonly kind: 'changed'; readonly by: KnownHostsLine }
  | { readonly kind: 'revoked'; readonly by: KnownHostsLine }
  | { readonly kind: 'unknown' };

/** Reads a file's text. Comments, empty lines and lines that cannot be understood are left out, as OpenSSH does. */
export function parseKnownHosts(text: string, file: string): KnownHostsLine[] {
  return text.split('\n').flatMap((raw, index) => {
    const fields = raw.trim().split(/[ \t]+/);
    const first = fields[0] ?? '';
    if (first === '' || first.startsWith('#')) return [];
    const marker = first.startsWith('@') ? first.slice(1) : undefined;
    if (marker !== undefined && marker !== 'revoked' && marker !== 'cert-authority') return [];
    const [names = '', keyType = '', encoded = ''] = marker === undefined ? fields : fields.slice(1);
    const key = Buffer.from(encoded, 'base64');
    if (names === '' || key.length === 0 || typeOfKey(key) !== keyType) return [];
    return [{ marker, patterns: names.split(','), keyType, key, file, line: index + 1 }];
  });
}

/** The type that a key in wire form begins with; undefined when it does not begin like a key. */
export function typeOfKey(key: Buffer): string | undefined {
  if (key.length < 4) return undefined;
  const length = key.readUInt32BE(0);
  return length === 0 || length > 64 || key.length < 4 + length
    ? undefined
    : key.toString('latin1', 4, 4 + length);
}

/** Whether a line is about this host. @param name as `knownHostsName` writes it */
export function isAbout(line: Pick<KnownHostsLine, 'patterns'>, name: string): boolean {
  // A pattern that says no wins over all that say yes, wherever it stands (ssh_config(5), PATTERNS).
  const says = line.patterns.map((pattern) => {
    const negated = pattern.startsWith('!');
    return { negated, matches: matches(negated ? pattern.slice(1) : pattern, name) };
  });
  return (
    !says.some(({ negated, matches }) => negated && matches) &&
    says.some(({ negated, matches }) => !negated && matches)
  );
}

/**
 * What these lines say of a key. A revoked key is revoked whatever else is said; one right key among several is enough.
 * Certificates are not used, so lines of authorities say nothing.
 */
export function standingOf(lines: readonly KnownHostsLine[], name: string, key: Buffer): HostKeyStanding {
  const about = lines.filter((line) => line.marker !== 'cert-authority' && isAbout(line, name));
  const revoked = about.find((line) => line.marker === 'revoked' && line.key.equals(key));
  if (revoked !== undefined) return { kind: 'revoked', by: revoked };
  const listed = about.filter((line) => line.marker === undefined);
  const same = listed.find((line) => line.key.equals(key));
  if (same !== undefined) return { kind: 'known', by: same };
  const [other] = [...listed.filter((line) => line.keyType === typeOfKey(key)), ...listed];
  return other === undefined ? { kind: 'unknown' } : { kind: 'changed', by: other };
}

/** Types of key that are known of a host, in the order of the lines. */
export function knownKeyTypes(lines: readonly KnownHostsLine[], name: string): string[] {
  return [
    ...new Set(
      lines.filter((line) => line.marker === undefined && isAbout(line, name)).map((line) => line.keyType),
    ),
  ];
}

/** The fingerprint of a key as ssh shows it: `SHA256:` and base64 without padding. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The line that makes a key known, without a line end. */
export function knownHostsLine(name: string, key: Buffer): string {
  return `${name} ${typeOfKey(key) ?? ''} ${key.toString('base64')}`;
}

function matches(pattern: string, name: string): boolean {
  if (pattern.startsWith('|1|')) return hashMatches(pattern, name);
  const source = pattern
    .toLowerCase()
    .replace(/[\\^$.+()|{}[\]]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name.toLowerCase());
}

/** `|1|BASE64-SALT|BASE64-HASH`, the hash being HMAC-SHA1 of the name with the salt as its key. */
function hashMatches(pattern: string, name: string): boolean {
  const [, , salt = '', hash = ''] = pattern.split('|');
  return createHmac('sha1', Buffer.from(salt, 'base64'))
    .update(name.toLowerCase())
    .digest()
    .equals(Buffer.from(hash, 'base64'));
}
