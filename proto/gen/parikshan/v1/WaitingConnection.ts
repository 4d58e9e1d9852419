// Original file: proto/parikshan/v1/cut.proto

import type { Endpoint as _parikshan_v1_Endpoint, Endpoint__Output as _parikshan_v1_Endpoint__Output } from '../../parikshan/v1/Endpoint.js';

/**
 * A connection in the backlog of a listener, or one that the program had closed.
 */
export interface WaitingConnection {
  /**
   * The container's end.
   */
  'local'?: (_parikshan_v1_Endpoint | null);
  /**
   * The other end.
   */
  'remote'?: (_parikshan_v1_Endpoint | null);
  /**
   * Bytes that had come on it: all of them are unread.
   */
  'unreadBytes'?: (number);
  /**
   * Whether the other end had ended its direction.
   */
  'peerEnded'?: (boolean);
  /**
   * Whether the kernel had answered the dial and waited for the other end to complete it.
   */
  'opening'?: (boolean);
  /**
   * Whether the program had closed it and the kernel was not done with it: nothing of it is played.
   */
  'closed'?: (boolean);
}

/**
 * A connection in the backlog of a listener, or one that the program had closed.
 */
export interface WaitingConnection__Output {
  /**
   * The container's end.
   */
  'local': (_parikshan_v1_Endpoint__Output | null);
  /**
   * The other end.
   */
  'remote': (_parikshan_v1_Endpoint__Output | null);
  /**
   * Bytes that had come on it: all of them are unread.
   */
  'unreadBytes': (number);
  /**
   * Whether the other end had ended its direction.
   */
  'peerEnded': (boolean);
  /**
   * Whether the kernel had answered the dial and waited for the other end to complete it.
   */
  'opening': (boolean);
  /**
   * Whether the program had closed it and the kernel was not done with it: nothing of it is played.
   */
  'closed': (boolean);
}
