import type { Socket } from 'node:net';
import type { Cut__Output } from '../../../../proto/gen/parikshan/v1/Cut.js';
import type { CutConnection } from '../../../../proto/gen/parikshan/v1/CutConnection.js';
import type { ConnectionTuple } from '../../../../proxy/log/mod.js';
import {
  getIntOption,
  getQueueSeq,
  getRepairWindow,
  setRepair,
  setRepairQueue,
  unacknowledgedBytes,
} from '../../../../runtime/linux/mod.js';
import { getOption } from '../../../../runtime/linux/socket-option.js';

const TCP_INFO = 11;

/** The descriptor of a Node socket. */
export function descriptor(socket: Socket): number {
  return (socket as unknown as { _handle: { fd: number } })._handle.fd;
}

/** Reads of the container's socket what CRIU's image would hold of it. */
export function cutOf(tuple: ConnectionTuple, server: number, peerTimestamp: number): Cut__Output {
  const state = getIntOption(server, 6, TCP_INFO) & 0xff;
  // struct tcp_info: both window scales in the seventh byte.
  const scales = getOption(server, 6, TCP_INFO, 8)[6]!;
  setRepair(server, 'on');
  setRepairQueue(server, 'receive');
  const inboundSeq = getQueueSeq(server);
  setRepairQueue(server, 'send');
  const outboundEndSeq = getQueueSeq(server);
  setRepairQueue(server, 'none');
  const window = getRepairWindow(server);
  setRepair(server, 'off-no-probe');
  // Both figures count a FIN.
  const unacknowledged = unacknowledgedBytes(server);
  const connection: CutConnection = {
    local: tuple.local,
    remote: tuple.remote,
    state,
    inboundSeq,
    outboundAckedSeq: (outboundEndSeq - unacknowledged) >>> 0,
    outboundEndSeq,
    ipv6Socket: false,
    unread: Buffer.alloc(0),
    options: {
      optMask: 7,
      sndWscale: scales & 0xf,
      rcvWscale: scales >> 4,
      mssClamp: 1460,
      // The end that stays here remembers its real peer's clock; a restored one does not.
      timestamp: peerTimestamp,
      sndWl1: window.sendWl1,
      sndWnd: window.sendWindow,
      maxWindow: window.maxWindow,
      rcvWnd: window.receiveWindow,
      rcvWup: window.receiveWup,
    },
  };
  return { connections: [connection], waiting: [], frozenAtUs: 0, resumedAtUs: 0 } as unknown as Cut__Output;
}
