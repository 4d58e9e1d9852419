import type { Cut__Output } from '../../proto/gen/parikshan/v1/Cut.js';
import type { CutConnection__Output } from '../../proto/gen/parikshan/v1/CutConnection.js';
import type { WaitingConnection__Output } from '../../proto/gen/parikshan/v1/WaitingConnection.js';
import type { ConnectionTuple, Endpoint } from '../log/mod.js';
import { CutConnectionUnusableError } from '../errors.js';
import { connectionKey, wireAddress } from './connection-key.js';
import { sequenceAdd, sequenceDistance } from './sequence.js';

/** TCP states as the kernel numbers them (include/net/tcp_states.h). */
const TcpState = { finWait2: 5, close: 7, closeWait: 8, lastAck: 9, closing: 11 } as const;
/** The container has received its peer's FIN. */
const PEER_ENDED: readonly number[] = [TcpState.closeWait, TcpState.lastAck, TcpState.closing];
/** linux/tcp.h, TCPI_OPT_*. */
const OptionBit = { timestamps: 1, sack: 2, windowScale: 4 } as const;

/** How the socket that takes the peer's place has to look. All sequence numbers modulo 2^32, windows in bytes. */
export interface TwinPlan {
  readonly mss: number;
  /** Shifts of the window field: the peer's are the container's the other way round. */
  readonly windowScale: { readonly send: number; readonly receive: number } | undefined;
  readonly sackPermitted: boolean;
  readonly timestamps: boolean;
  /** Where the twin's clock of the timestamps option starts. */
  readonly timestamp: number;
  readonly sendWindow: number;
  readonly maxWindow: number;
  readonly receiveWindow: number;
}

/** A connection of the cut as the replayer takes it over. */
export interface CarriedConnection {
  readonly key: string;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** The twin's next byte toward the container. */
  readonly inStart: number;
  /** What had come to production's container and was not read by its program; it begins at `inStart`, before the log's. */
  readonly unread: Uint8Array;
  /** The next byte the twin receives from the container. */
  readonly outStart: number;
  /** The container has had its peer's FIN: nothing is fed, and the twin sends no FIN a second time. */
  readonly inEnded: boolean;
  /** The container's FIN was sent and acknowledged: nothing comes. */
  readonly outEnded: boolean;
  readonly twin: TwinPlan;
}

/** A connection that production's program had not accepted at the freeze. */
export interface WaitingConnection extends ConnectionTuple {
  readonly key: string;
  /** All that had come on it. */
  readonly unreadBytes: number;
  /** Its client had ended its direction. */
  readonly peerEnded: boolean;
  /** Its dial was not completed: nothing that came on it has been taken. */
  readonly opening: boolean;
}

export interface CutPlan {
  readonly connections: readonly CarriedConnection[];
  readonly waiting: readonly WaitingConnection[];
  /** Keys of those that the program had closed and the kernel was not done with. */
  readonly closed: readonly string[];
  readonly frozenAtUs: number;
  readonly resumedAtUs: number;
}

/** What the replayer needs of a cut. Throws CutConnectionUnusableError. */
export function planCut(cut: Cut__Output): CutPlan {
  return {
    // A reset connection whose descriptor was still open has no other end any more.
    connections: cut.connections.filter(({ state }) => state !== TcpState.close).map(planConnection),
    waiting: cut.waiting.filter(({ closed }) => !closed).map(planWaiting),
    closed: cut.waiting.filter(({ closed }) => closed).map((connection) => planWaiting(connection).key),
    frozenAtUs: Number(cut.frozenAtUs),
    resumedAtUs: Number(cut.resumedAtUs),
  };
}

/**
 * `inbound_seq` is the kernel's rcv_nxt and counts a FIN that was received; `outbound_acked_seq` is its snd_una and
 * counts a FIN that was sent and acknowledged. So neither needs to be set right for half-closed connections.
 */
function planConnection(connection: CutConnection__Output): CarriedConnection {
  const { options, state } = connection;
  const local = endpoint(connection, 'local');
  const remote = endpoint(connection, 'remote');
  if (local.address.includes(':') !== remote.address.includes(':'))
    throw new CutConnectionUnusableError(connectionKey({ local, remote }), 'its ends are of two families');
  if (options === null)
    throw new CutConnectionUnusableError(connectionKey({ local, remote }), 'it has no TCP options');
  const inStart = connection.inboundSeq >>> 0;
  const sendWindow = Math.max(0, sequenceDistance(inStart, sequenceAdd(options.rcvWup, options.rcvWnd)));
  const has = (bit: number): boolean => (options.optMask & bit) !== 0;
  return {
    key: connectionKey({ local, remote }),
    local,
    remote,
    inStart,
    unread: connection.unread,
    outStart: connection.outboundAckedSeq >>> 0,
    inEnded: PEER_ENDED.includes(state),
    outEnded: state === TcpState.finWait2,
    twin: {
      mss: options.mssClamp,
      windowScale: has(OptionBit.windowScale)
        ? { send: options.rcvWscale, receive: options.sndWscale }
        : undefined,
      sackPermitted: has(OptionBit.sack),
      timestamps: has(OptionBit.timestamps),
      timestamp: options.timestamp,
      sendWindow,
      maxWindow: Math.max(sendWindow, options.rcvWnd),
      receiveWindow: options.sndWnd,
    },
  };
}

function planWaiting(connection: WaitingConnection__Output): WaitingConnection {
  const tuple = { local: endpoint(connection, 'local'), remote: endpoint(connection, 'remote') };
  const { unreadBytes, peerEnded, opening } = connection;
  return { ...tuple, key: connectionKey(tuple), unreadBytes, peerEnded, opening };
}

function endpoint(
  connection: Pick<CutConnection__Output, 'local' | 'remote'>,
  end: 'local' | 'remote',
): Endpoint {
  const found = connection[end];
  if (found === null) throw new CutConnectionUnusableError('(unnamed)', `it has no ${end} end`);
  return { address: wireAddress(found.address), port: found.port };
}
