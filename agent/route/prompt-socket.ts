// A socket on which nobody waits for our acknowledgements.
import { connect, type Socket } from 'node:net';
import { acknowledgeNow } from '../../runtime/linux/mod.js';

export function dial({ host, port }: { readonly host: string; readonly port: number }): Socket {
  return connect({ host, port, noDelay: true });
}

/**
 * Acknowledges all that comes in at once, from now on; the socket must be read by somebody already. An sshd that only forwards
 * leaves Nagle's algorithm on (it switches it off with the first command of a session): the end of an answer waits until its beginning
 * was acknowledged, and the kernel holds that back for 40 ms. A small call took 44 ms.
 */
export function acknowledgePromptly(socket: Socket): void {
  socket.on('data', () => {
    const fd = descriptorOf(socket);
    if (fd < 0) return;
    try {
      acknowledgeNow(fd);
    } catch {
      // It is being closed; nothing is to be acknowledged any more.
    }
  });
}

/** Node keeps it where it keeps libuv's handle; -1 when there is none. */
function descriptorOf(socket: Socket): number {
  return (socket as unknown as { readonly _handle?: { readonly fd?: number } | null })._handle?.fd ?? -1;
}
