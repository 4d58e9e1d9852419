import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  isAbout,
  knownHostsLine,
  knownKeyTypes,
  parseKnownHosts,
  standingOf,
  typeOfKey,
} from '../../../../runtime/ssh/known-hosts.js';

/** A key in wire form: its type, then bytes that are its own. */
function key(type: string, seed: number): Buffer {
  const name = Buffer.from(type);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return Buffer.concat([length, name, Buffer.alloc(32, seed)]);
}

function hashed(name: string, salt = randomBytes(20)): string {
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
}

const ED = key('ssh-ed25519', 1);
const RSA = key('ssh-rsa', 2);
const line = (names: string, of: Buffer, marker = '') =>
  `${marker}${marker === '' ? '' : ' '}${names} ${typeOfKey(of)} ${of.toString('base64')} a comment`;
const read = (...lines: string[]) => parseKnownHosts(lines.join('\n'), 'known_hosts');

describe('a known_hosts file', () => {
  it('is read line by line, and what cannot be understood is left out', () => {
    const lines = read(
      '# a comment',
      '',
      line('a,10.0.0.1', ED),
      'b ssh-ed25519 not-a-key',
      `c ssh-rsa ${ED.toString('base64')}`,
      line('d', RSA, '@revoked'),
      line('*.e', RSA, '@cert-authority'),
      line('f', RSA, '@something-new'),
      '   ' + line('g', RSA).replaceAll(' ', '\t'),
    );
    expect(lines.map(({ patterns, marker, line: at }) => [patterns, marker, at])).toEqual([
      [['a', '10.0.0.1'], undefined, 3],
      [['d'], 'revoked', 6],
      [['*.e'], 'cert-authority', 7],
      [['g'], undefined, 9],
    ]);
  });

  it('never throws, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), (text, bytes) => {
        for (const one of parseKnownHosts(`${text}\nx ssh-rsa ${Buffer.from(bytes).toString('base64')}`, 'f'))
          isAbout(one, 'host');
      }),
    );
  });

  // The example of `ssh-keygen -H`: made with OpenSSH, so that we do not only agree with ourselves.
  it('has hashed names as OpenSSH makes them', () => {
    const salt = 'F1E1KeoE/eEWhi10WpGv4OdiO6Y=';
    const hash = '3988QV0VE8wmZL7suNrYQLITLCg=';
    expect(isAbout({ patterns: [`|1|${salt}|${hash}`] }, '192.168.1.61')).toBe(true);
    expect(isAbout({ patterns: [`|1|${salt}|${hash}`] }, '192.168.1.62')).toBe(false);
  });
});

describe('whether a line is about a host', () => {
  it.each([
    ['host.example', 'host.example', true],
    ['HOST.example', 'host.example', true],
    ['*.example', 'host.example', true],
    ['*.example', 'example', false],
    ['hos?', 'host', true],
    ['host.example', 'hostxexample', false],
    ['*,!host', 'host', false],
    ['!host,*', 'host', false],
    ['!host,*', 'other', true],
    ['!host', 'other', false],
    ['host', '[host]:2222', false],
    ['[host]:2222', '[host]:2222', true],
    ['[host]:2222', 'host', false],
    ['[fd00::1]:2222', '[fd00::1]:2222', true],
    [hashed('[host]:2222'), '[host]:2222', true],
    [hashed('host'), '[host]:2222', false],
  ])('%s, %s: %s', (patterns, name, expected) => {
    expect(isAbout({ patterns: patterns.split(',') }, name)).toBe(expected);
  });

  it('is the same for a name and for its hash', () => {
    const name = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,20}$/);
    fc.assert(
      fc.property(name, name, fc.uint8Array({ minLength: 20, maxLength: 20 }), (listed, asked, salt) => {
        const patterns = [hashed(listed, Buffer.from(salt))];
        expect(isAbout({ patterns }, asked)).toBe(isAbout({ patterns: [listed] }, asked));
      }),
    );
  });
});

describe('what known_hosts says of a key', () => {
  it.each([
    ['known', [line('a', ED)], ED],
    ['known', [line('a', key('ssh-ed25519', 9)), line('a', ED)], ED],
    ['known', [line(hashed('a'), RSA), line('a', ED)], ED],
    ['unknown', [], ED],
    ['unknown', [line('b', ED)], ED],
    ['unknown', [line('a', ED, '@cert-authority')], ED],
    ['changed', [line('a', key('ssh-ed25519', 9))], ED],
    ['changed', [line('a', RSA)], ED],
    ['revoked', [line('a', ED), line('*', ED, '@revoked')], ED],
    ['known', [line('a', ED), line('*', RSA, '@revoked')], ED],
  ])('%s', (kind, lines, shown) => {
    expect(standingOf(read(...lines), 'a', shown).kind).toBe(kind);
  });

  it('names the line of the same type where a key has changed', () => {
    const lines = read(line('a', RSA), line('a', key('ssh-ed25519', 9)));
    expect(standingOf(lines, 'a', ED)).toMatchObject({ kind: 'changed', by: { line: 2 } });
  });

  it('is known once its line has been added, and by no other key', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), (one, other) => {
        const lines = read(knownHostsLine('[a]:2222', key('ssh-ed25519', one)));
        const standing = standingOf(lines, '[a]:2222', key('ssh-ed25519', other)).kind;
        expect(standing).toBe(one === other ? 'known' : 'changed');
      }),
    );
  });

  it('knows the types of key that a host has', () => {
    expect(knownKeyTypes(read(line('a', RSA), line('a', ED), line('a', RSA), line('b', ED)), 'a')).toEqual([
      'ssh-rsa',
      'ssh-ed25519',
    ]);
  });
});

describe('a fingerprint', () => {
  it('is as ssh shows it', () => {
    expect(fingerprintOf(ED)).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });
});
