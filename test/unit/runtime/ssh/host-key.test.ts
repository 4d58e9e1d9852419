import { describe, expect, it } from 'vitest';
import { hostKeyAlgorithms, judgeHostKey } from '../../../../runtime/ssh/host-key.js';
import {
  fingerprintOf,
  type HostKeyStanding,
  type KnownHostsLine,
} from '../../../../runtime/ssh/known-hosts.js';

const ADDRESS = { user: 'root', host: 'h2', port: 2222 };
const KEY = Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from('ssh-ed25519'), Buffer.alloc(36, 7)]);
const BY: KnownHostsLine = {
  marker: undefined,
  patterns: ['h2'],
  keyType: 'ssh-ed25519',
  key: KEY,
  file: '/home/a/.ssh/known_hosts',
  line: 7,
};
const OTHER = `SHA256:${'A'.repeat(43)}`;

describe('a host key', () => {
  const verdict = (standing: HostKeyStanding, policy = {}) => {
    const judged = judgeHostKey(ADDRESS, KEY, standing, policy);
    return 'refuse' in judged ? judged.refuse.name : judged.remember ? 'remember' : 'trust';
  };

  it.each([
    ['trust', 'known', {}],
    ['trust', 'known', { accept: OTHER }],
    ['HostKeyUnknownError', 'unknown', {}],
    ['remember', 'unknown', { acceptAny: true }],
    ['remember', 'unknown', { accept: fingerprintOf(KEY) }],
    ['remember', 'unknown', { accept: `${fingerprintOf(KEY)}=` }],
    ['HostKeyUnexpectedError', 'unknown', { accept: OTHER }],
    ['HostKeyUnexpectedError', 'unknown', { accept: OTHER, acceptAny: true }],
    ['HostKeyChangedError', 'changed', {}],
    ['HostKeyChangedError', 'changed', { accept: fingerprintOf(KEY), acceptAny: true }],
    ['HostKeyRevokedError', 'revoked', { accept: fingerprintOf(KEY), acceptAny: true }],
  ] as const)('%s when it is %s, with %j', (expected, kind, policy) => {
    expect(verdict(kind === 'unknown' ? { kind } : { kind, by: BY }, policy)).toBe(expected);
  });

  it('that has changed is told of with its file and line', () => {
    const judged = judgeHostKey(ADDRESS, KEY, { kind: 'changed', by: BY }, {});
    expect('refuse' in judged && judged.refuse.message).toContain('/home/a/.ssh/known_hosts line 7');
    expect('refuse' in judged && judged.refuse.message).toContain('[h2]:2222');
  });
});

describe('the algorithms asked for', () => {
  it('begin with those by which the host is known, and never hold SHA-1', () => {
    expect(hostKeyAlgorithms([])[0]).toBe('ssh-ed25519');
    expect(hostKeyAlgorithms(['ssh-rsa']).slice(0, 3)).toEqual([
      'rsa-sha2-512',
      'rsa-sha2-256',
      'ssh-ed25519',
    ]);
    expect(hostKeyAlgorithms(['ssh-dss', 'ssh-rsa'])).not.toContain('ssh-rsa');
    expect(new Set(hostKeyAlgorithms(['ssh-rsa', 'ssh-ed25519'])).size).toBe(hostKeyAlgorithms([]).length);
  });
});
