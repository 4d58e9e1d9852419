/**
 * Connections that the kernel has completed and no program has accepted yet, or that a program has closed. CRIU leaves them out of the images, and no
 * descriptor leads to them; the kernel lists them all the same.
 */
import { z } from 'zod';
import { addressText } from '../criu/mod.js';

/** States as /proc/net/tcp writes them (include/net/tcp_states.h). */
const ESTABLISHED = '01';
const SYN_RECV = '03';
const CLOSE_WAIT = '08';
const NOT_ACCEPTED: readonly (string | undefined)[] = [ESTABLISHED, SYN_RECV, CLOSE_WAIT];
/** FIN_WAIT1, FIN_WAIT2, LAST_ACK, CLOSING. In TIME_WAIT nothing that comes is taken any more. */
const CLOSED: readonly (string | undefined)[] = ['04', '05', '09', '0B'];

const endpointSchema = z.object({ address: z.string(), port: z.number().int() });
export const waitingSchema = z.object({
  local: endpointSchema,
  remote: endpointSchema,
  /** What has come on it. */
  unreadBytes: z.number().int(),
  /** Its FIN has come too. */
  peerEnded: z.boolean(),
  /** Its dial is answered, and the answer not acknowledged: without room in the backlog it stays so for a while. */
  opening: z.boolean(),
  /** A program has closed it, and the kernel is not done with it. */
  closed: z.boolean(),
});
export type WaitingConnection = z.infer<typeof waitingSchema>;

/**
 * Those of a table in the form of /proc/net/tcp and tcp6. A socket that is nobody's has the inode 0; of those that a program has
 * closed the state tells. Loopback is left out: both ends are the container's.
 */
export function waitingIn(table: string): WaitingConnection[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, from = '', to = '', state, queues = '', , , , , inode] = line.trim().split(/\s+/);
      const closed = CLOSED.includes(state);
      if (inode !== '0' || !(closed || NOT_ACCEPTED.includes(state))) return [];
      const [local, remote] = [endpoint(from), endpoint(to)];
      if (local.address.startsWith('127.') || local.address === '::1' || local.address === remote.address)
        return [];
      const peerEnded = state === CLOSE_WAIT;
      // The kernel counts a FIN as a byte here.
      const unreadBytes = Number.parseInt(queues.split(':')[1] ?? '0', 16) - (peerEnded ? 1 : 0);
      return [{ local, remote, unreadBytes, peerEnded, opening: state === SYN_RECV, closed }];
    });
}

/** `0100007F:1B58`: words of the address as the kernel keeps them, and the port. */
function endpoint(text: string): { address: string; port: number } {
  const [address = '', port = '0'] = text.split(':');
  const words = (address.match(/.{8}/g) ?? []).map((word) => Number.parseInt(word, 16));
  return { address: addressText(words), port: Number.parseInt(port, 16) };
}
