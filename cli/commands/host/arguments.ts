import { isIP } from 'node:net';
import { InvalidArgumentError } from 'commander';
import { targetFault } from '../../../runtime/config/mod.js';
import { parseNetwork } from '../../../runtime/ip/mod.js';
import { parseSshAddress, type SshAddress } from '../../../runtime/ssh/mod.js';

/** @throws InvalidArgumentError */
export function parseUserAtHost(text: string): SshAddress {
  const address = parseSshAddress(text);
  if (address === undefined)
    throw new InvalidArgumentError(
      `Expected USER@HOST, USER@HOST:PORT or USER@[IPV6]:PORT; "${text}" is not.`,
    );
  return address;
}

/** A folder of a host. Not the root or one right below it: folders of the product's own are removed again. @throws InvalidArgumentError */
export function parseHostFolder(text: string): string {
  // What systemd, sh and the host's files all take for one word.
  if (!/^(\/[A-Za-z0-9._+-]+){2,}$/.test(text) || text.split('/').some((name) => /^\.+$/.test(name)))
    throw new InvalidArgumentError(
      `Expected an absolute path like /opt/parikshan, of letters, digits and . _ + -; "${text}" is not.`,
    );
  return text;
}

/** A file of a host. @throws InvalidArgumentError */
export function parseHostFile(text: string): string {
  // What systemd and sh both take for one word.
  if (!/^(\/[A-Za-z0-9._+-]+)+$/.test(text))
    throw new InvalidArgumentError(
      `Expected an absolute path like /etc/parikshan/id_ed25519, of letters, digits and . _ + -; "${text}" is not.`,
    );
  return text;
}

/** @throws InvalidArgumentError */
export function parseUserName(text: string): string {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\$?$/.test(text))
    throw new InvalidArgumentError(`Expected the name of a user; "${text}" is not.`);
  return text;
}

/** @throws InvalidArgumentError */
export function parseTrustedNetwork(text: string): string {
  if (parseNetwork(text) === undefined || text.endsWith('/0'))
    throw new InvalidArgumentError(
      `Expected a network like 10.0.0.0/24 or fd00:1:2:3::/64, and not everybody; "${text}" is not.`,
    );
  return text;
}

/** A gRPC target. @throws InvalidArgumentError */
export function parseTarget(text: string): string {
  const fault = targetFault(text);
  if (fault !== undefined) throw new InvalidArgumentError(`"${text}" ${fault}`);
  return text;
}

/** Where an sshd, or an agent behind it, is reached. @throws InvalidArgumentError */
export function parseSshTarget(text: string): string {
  if (text.startsWith('unix:')) throw new InvalidArgumentError(`Expected HOST:PORT; "${text}" is not.`);
  return parseTarget(text);
}

/** An address or a name of a host, without a port. @throws InvalidArgumentError */
export function parseHostAddress(text: string): string {
  if (isIP(text) === 0 && !HOST_NAME.test(text))
    throw new InvalidArgumentError(`Expected an address or a name; "${text}" is not.`);
  return text;
}

/** @throws InvalidArgumentError */
export function parseHostName(text: string): string {
  if (!HOST_NAME.test(text))
    throw new InvalidArgumentError(
      `A host's name has letters, digits, dots and hyphens; "${text}" has others.`,
    );
  return text;
}

/** @throws InvalidArgumentError */
export function parseFingerprint(text: string): string {
  if (!/^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text))
    throw new InvalidArgumentError(
      `Expected SHA256: and 43 characters, as ssh-keygen -l prints it; "${text}" is not.`,
    );
  return text;
}

/** @throws InvalidArgumentError */
export function parseInstanceNetwork(text: string): string {
  if (!/^\d{1,3}\.\d{1,3}\.\d{1,3}\.0\/24$/.test(text) || parseNetwork(text) === undefined)
    throw new InvalidArgumentError(`Expected an IPv4 network like 10.87.17.0/24; "${text}" is not.`);
  return text;
}

const HOST_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/;
