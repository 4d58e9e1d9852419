// Original file: proto/parikshan/v1/cut.proto

import type { Endpoint as _parikshan_v1_Endpoint, Endpoint__Output as _parikshan_v1_Endpoint__Output } from '../../parikshan/v1/Endpoint.js';
import type { CutTcpOptions as _parikshan_v1_CutTcpOptions, CutTcpOptions__Output as _parikshan_v1_CutTcpOptions__Output } from '../../parikshan/v1/CutTcpOptions.js';

/**
 * A TCP connection as CRIU's tcp-stream image holds it; all sequence numbers modulo 2^32.
 */
export interface CutConnection {
  /**
   * The container's end.
   */
  'local'?: (_parikshan_v1_Endpoint | null);
  /**
   * The other end.
   */
  'remote'?: (_parikshan_v1_Endpoint | null);
  /**
   * Kernel's TCP state number (1 ESTABLISHED, 4 FIN_WAIT1, 5 FIN_WAIT2, 8 CLOSE_WAIT, 9 LAST_ACK, 11 CLOSING).
   */
  'state'?: (number);
  /**
   * Next byte the images hold room for: what the container's kernel expects (inq_seq; a FIN received counts as one) less `unread`.
   */
  'inboundSeq'?: (number);
  /**
   * First byte not acknowledged by the peer; a FIN acknowledged counts as one.
   */
  'outboundAckedSeq'?: (number);
  /**
   * Byte after the last one the container's program has written (outq_seq); a FIN sent counts as one.
   */
  'outboundEndSeq'?: (number);
  /**
   * Negotiated options and windows, as the container's socket holds them.
   */
  'options'?: (_parikshan_v1_CutTcpOptions | null);
  /**
   * Whether the socket is of the IPv6 family (it may still hold an IPv4-mapped address).
   */
  'ipv6Socket'?: (boolean);
  /**
   * What had arrived and was not read by the container's program, from inbound_seq on. It was taken out of the images, so that
   * the replayer can give it when production's program read it. Empty where it was left in the images (then inbound_seq is inq_seq).
   */
  'unread'?: (Buffer | Uint8Array | string);
}

/**
 * A TCP connection as CRIU's tcp-stream image holds it; all sequence numbers modulo 2^32.
 */
export interface CutConnection__Output {
  /**
   * The container's end.
   */
  'local': (_parikshan_v1_Endpoint__Output | null);
  /**
   * The other end.
   */
  'remote': (_parikshan_v1_Endpoint__Output | null);
  /**
   * Kernel's TCP state number (1 ESTABLISHED, 4 FIN_WAIT1, 5 FIN_WAIT2, 8 CLOSE_WAIT, 9 LAST_ACK, 11 CLOSING).
   */
  'state': (number);
  /**
   * Next byte the images hold room for: what the container's kernel expects (inq_seq; a FIN received counts as one) less `unread`.
   */
  'inboundSeq': (number);
  /**
   * First byte not acknowledged by the peer; a FIN acknowledged counts as one.
   */
  'outboundAckedSeq': (number);
  /**
   * Byte after the last one the container's program has written (outq_seq); a FIN sent counts as one.
   */
  'outboundEndSeq': (number);
  /**
   * Negotiated options and windows, as the container's socket holds them.
   */
  'options': (_parikshan_v1_CutTcpOptions__Output | null);
  /**
   * Whether the socket is of the IPv6 family (it may still hold an IPv4-mapped address).
   */
  'ipv6Socket': (boolean);
  /**
   * What had arrived and was not read by the container's program, from inbound_seq on. It was taken out of the images, so that
   * the replayer can give it when production's program read it. Empty where it was left in the images (then inbound_seq is inq_seq).
   */
  'unread': (Buffer);
}
