import { lstat, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { targetScope } from '../config/mod.js';
import { AddressInUseError, CannotListenError } from './errors.js';

/** Path of a `unix:` target; undefined for others. */
export function unixPath(target: string): string | undefined {
  return target.startsWith('unix:') ? target.slice('unix:'.length).replace(/^\/\/(?=\/)/, '') : undefined;
}

/**
 * Makes sure that a target can be served on: removes the socket that a server that was killed left behind.
 * @param trusting whether callers from other machines are told apart
 * @throws AddressInUseError when somebody answers there; CannotListenError for what is not a socket, and for addresses
 * beyond this machine where everybody would be believed: a caller can do anything to its host
 */
export async function clearListenAddress(target: string, trusting: boolean): Promise<void> {
  const path = unixPath(target);
  if (path === undefined) {
    if (!trusting && targetScope(target) !== 'machine')
      throw new CannotListenError(target, 'only loopback addresses and unix sockets are served.');
    return;
  }
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isSocket())
    throw new CannotListenError(target, 'there is a file of that name that is not a socket.');
  if (await answers(path)) throw new AddressInUseError(target);
  await unlink(path);
}

/** Whether a connection to the socket is accepted. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    const done = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}
