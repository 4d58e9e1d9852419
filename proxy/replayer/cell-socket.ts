import { readFileSync, writeFileSync } from 'node:fs';
import {
  bindSocket,
  closeDescriptor,
  connectSocket,
  getIntOption,
  inNetworkNamespace,
  setFreeBind,
  setIntOption,
  setQueueSeq,
  setRepair,
  setRepairOptions,
  setRepairQueue,
  setRepairWindow,
  setReuseAddress,
  setTimestamp,
  tcpSocket,
} from '../../runtime/linux/mod.js';
import type { ConnectionTuple, Endpoint } from '../log/mod.js';
import { TwinFailedError } from '../errors.js';
import type { CarriedConnection } from './carried-connection.js';

const SOL_TCP = 6;
const TCP_INFO = 11;
const TCP_QUICKACK = 12;
const TCP_SYN_SENT = 2;
/** Per network namespace. Clients come back with the port they had; nothing of an old connection may be in their way. */
const TIME_WAIT_LIMIT = '/proc/sys/net/ipv4/tcp_max_tw_buckets';

/** Prepares the cell for sockets that come and go with the same ends: no TIME_WAIT is kept there. */
export function prepareCell(netns: string): void {
  inNetworkNamespace(netns, () => writeFileSync(TIME_WAIT_LIMIT, '0'));
}

/**
 * Makes the other ends of all connections of the cut. Nothing is sent. All or none: on failure what was made is closed
 * again. Throws TwinFailedError.
 */
export function makeTwins(netns: string, connections: readonly CarriedConnection[]): number[] {
  return inNetworkNamespace(netns, () => {
    const made: number[] = [];
    for (const connection of connections) {
      try {
        made.push(makeTwin(connection));
      } catch (cause) {
        for (const fd of made) {
          setRepair(fd, 'on');
          closeDescriptor(fd);
        }
        throw new TwinFailedError(connection.key, cause);
      }
    }
    return made;
  });
}

/** Dials the replica from the original client's address and port. The answer is ready for `new net.Socket({ fd })`. */
export function dialFromCell(netns: string, { local, remote }: ConnectionTuple): number {
  return inNetworkNamespace(netns, () =>
    owned(tcpSocket(local.address), (fd) => {
      setReuseAddress(fd);
      takeAddress(fd, remote);
      connectSocket(fd, local);
    }),
  );
}

/** Whether anything but loopback is left in the cell: the wire goes when the replica's end of it does. */
export function hasWire(netns: string): boolean {
  const listing = inNetworkNamespace(netns, () => readFileSync('/proc/thread-self/net/dev', 'utf8'));
  // Two lines of headings, then `name: figures` a line.
  return listing
    .split('\n')
    .slice(2)
    .some((line) => line.includes(':') && !line.trimStart().startsWith('lo:'));
}

/** Whether the dial has not been answered yet. */
export function isDialling(fd: number): boolean {
  // The first byte of struct tcp_info is the state.
  return (getIntOption(fd, SOL_TCP, TCP_INFO) & 0xff) === TCP_SYN_SENT;
}

/** Makes the descriptor send nothing any more, neither now nor when it is closed. What was received is acknowledged first. */
export function silence(fd: number): void {
  setIntOption(fd, SOL_TCP, TCP_QUICKACK, 1);
  setRepair(fd, 'on');
}

/**
 * A socket in repair whose numbers, options and windows are those that the container believes its peer to have.
 *
 * Where the peer's FIN is in the images already, the twin is one byte behind it and simply never sends another (nor
 * anything else); so the states of half-closed connections need no FIN in the twin's own queues.
 */
function makeTwin({ local, remote, inStart, outStart, twin }: CarriedConnection): number {
  return owned(tcpSocket(local.address), (fd) => {
    setReuseAddress(fd);
    setRepair(fd, 'on');
    setRepairQueue(fd, 'send');
    setQueueSeq(fd, inStart);
    setRepairQueue(fd, 'receive');
    setQueueSeq(fd, outStart);
    setRepairQueue(fd, 'none');
    takeAddress(fd, remote);
    connectSocket(fd, local);
    setRepairOptions(fd, {
      mss: twin.mss,
      windowScale: twin.windowScale,
      sackPermitted: twin.sackPermitted,
      timestamps: twin.timestamps,
    });
    if (twin.timestamps) setTimestamp(fd, twin.timestamp);
    setRepairWindow(fd, {
      sendWl1: outStart,
      sendWindow: twin.sendWindow,
      maxWindow: twin.maxWindow,
      receiveWindow: twin.receiveWindow,
      receiveWup: outStart,
    });
    // Without a probe: the replica's sockets are not back yet.
    setRepair(fd, 'off-no-probe');
  });
}

/**
 * Makes the socket the client's. In IPv6 a route of type local lets packets to any address in, but does not make it one
 * that can be bound: the kernel looks at the addresses of interfaces there.
 */
function takeAddress(fd: number, client: Endpoint): void {
  setFreeBind(fd, client.address);
  bindSocket(fd, client);
}

/** The descriptor once `prepare` has worked on it; closed if that fails. */
function owned(fd: number, prepare: (fd: number) => void): number {
  try {
    prepare(fd);
    return fd;
  } catch (error) {
    closeDescriptor(fd);
    throw error;
  }
}
