import { InvalidArgumentError } from 'commander';

/** Names of instances and clones, as the contract has them (InstanceSpec.name). */
const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** A new name. @throws InvalidArgumentError */
export function parseNewName(text: string): string {
  if (!NAME.test(text)) {
    throw new InvalidArgumentError(
      `A name has 1 to 40 characters, a to z, 0 to 9 and hyphen, and begins with a letter; "${text}" does not.`,
    );
  }
  return text;
}

/** `UID` or `UID:GID`, numbers: names would have to be looked up in an image nobody has opened yet. @throws InvalidArgumentError */
export function parseUser(text: string): string {
  if (!/^\d{1,5}(:\d{1,5})?$/.test(text) || text.split(':').some((id) => Number(id) > 65_535)) {
    throw new InvalidArgumentError(`A user is UID or UID:GID in numbers up to 65535; "${text}" is not.`);
  }
  return text;
}

/** Collects `NAME=VALUE`; a bare NAME takes its value from this process's environment. @throws InvalidArgumentError */
export function collectEnv(text: string, previous: readonly string[] | undefined): readonly string[] {
  const name = text.split('=', 1)[0] ?? '';
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) {
    throw new InvalidArgumentError(`A variable is NAME=VALUE; "${text}" is not.`);
  }
  if (text.includes('=')) return [...(previous ?? []), text];
  const value = process.env[name];
  if (value === undefined) {
    throw new InvalidArgumentError(`${name} has no value here; write ${name}=VALUE.`);
  }
  return [...(previous ?? []), `${name}=${value}`];
}

/** An absolute path inside a container. @throws InvalidArgumentError */
export function parseContainerPath(text: string): string {
  if (!text.startsWith('/') || text.includes('\0')) {
    throw new InvalidArgumentError(`Expected an absolute path inside the container; "${text}" is not.`);
  }
  return text;
}
