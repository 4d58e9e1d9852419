import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSshAddress, knownHostsName, parseSshAddress } from '../../../../runtime/ssh/address.js';
import { parsePrivateKey } from '../../../../runtime/ssh/identities.js';
import { shellCommand, shellQuote } from '../../../../runtime/ssh/quote.js';
import { sshKeyPair } from '../../../setup/ssh-key.js';

describe('USER@HOST[:PORT]', () => {
  it.each([
    ['root@h2', { user: 'root', host: 'h2', port: 22 }, 'h2'],
    ['a.b_c-d@H2.Example:2222', { user: 'a.b_c-d', host: 'h2.example', port: 2222 }, '[h2.example]:2222'],
    ['root@10.0.0.3:22', { user: 'root', host: '10.0.0.3', port: 22 }, '10.0.0.3'],
    ['root@[fd00::3]:2222', { user: 'root', host: 'fd00::3', port: 2222 }, '[fd00::3]:2222'],
    ['root@[fd00::3]', { user: 'root', host: 'fd00::3', port: 22 }, 'fd00::3'],
    ['root@fd00::3', { user: 'root', host: 'fd00::3', port: 22 }, 'fd00::3'],
  ])('%s', (text, expected, known) => {
    const parsed = parseSshAddress(text);
    expect(parsed).toEqual(expected);
    expect(knownHostsName(expected)).toBe(known);
    expect(parseSshAddress(formatSshAddress(expected))).toEqual(expected);
  });

  it.each([
    'h2',
    'root@',
    '@h2',
    'root@h2:0',
    'root@h2:65536',
    'root@-oProxy',
    'a b@h2',
    'root@h2:x',
    'root@h 2',
  ])('%s is none', (text) => expect(parseSshAddress(text)).toBeUndefined());
});

/** Takes a line apart as sh does, for what shellQuote writes: bare characters, '…', and \' between them. */
function words(line: string): string[] {
  const found = line.match(/(?:'[^']*'|\\'|[^\s'\\])+/g) ?? [];
  return found.map((word) =>
    word.replace(/'([^']*)'|\\(')/g, (_all, quoted?: string, one?: string) => quoted ?? one ?? ''),
  );
}

describe('a word for a shell', () => {
  it('is read back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (args) => {
        const safe = args.map((arg) => arg.replaceAll('\0', ''));
        expect(words(safe.map(shellQuote).join(' '))).toEqual(safe);
      }),
    );
  });

  it('is part of a command that runs by sudo, or not', () => {
    expect(shellCommand('echo "$1"', ["it's"], false)).toBe(`sh -c 'echo "$1"' parikshan 'it'\\''s'`);
    expect(shellCommand('id', [], true)).toBe('sudo -n sh -c id parikshan');
  });
});

describe('a private key', () => {
  const pem = (passphrase?: string) =>
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs1',
      format: 'pem',
      ...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }),
    });

  it('can be used without a passphrase', async () => {
    expect(await parsePrivateKey(Buffer.from(pem()))).toMatchObject({ type: 'ssh-rsa' });
  });

  it('with a passphrase is passed over, and it is said why', async () => {
    expect(await parsePrivateKey(Buffer.from(pem('secret')))).toMatch(/passphrase.*ssh-add/);
  });

  it('is no public key, and no other text', async () => {
    const key = sshKeyPair();
    expect(await parsePrivateKey(Buffer.from(key.private))).toMatchObject({ type: 'ssh-ed25519' });
    expect(await parsePrivateKey(Buffer.from(key.public))).toBe('it is a public key');
    expect(await parsePrivateKey(Buffer.from('hello'))).toMatch(/cannot be understood/);
  });
});
