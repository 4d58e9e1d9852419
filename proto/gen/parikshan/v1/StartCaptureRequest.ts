// Original file: proto/parikshan/v1/proxy.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Asks for a tap.
 */
export interface StartCaptureRequest {
  /**
   * Instance name.
   */
  'instance'?: (string);
  /**
   * Host-side interface of the container's veth.
   */
  'interface'?: (string);
  /**
   * Addresses of the container on that wire, IPv4 or IPv6 text.
   */
  'addresses'?: (string)[];
  /**
   * JetStream stream to write; it exists already.
   */
  'stream'?: (string);
  /**
   * Subject to publish to.
   */
  'subject'?: (string);
  /**
   * Bytes of records that may wait for the log before the tap starts to drop (and record gaps). 0: default, 64 MiB.
   */
  'bufferBytes'?: (number | string | Long);
  /**
   * Host pid of the container's first process: with it the order in which its programs read can be recorded. 0: not recorded.
   */
  'pid'?: (number);
  /**
   * Ports it serves, for the same purpose.
   */
  'servicePorts'?: (number)[];
}

/**
 * Asks for a tap.
 */
export interface StartCaptureRequest__Output {
  /**
   * Instance name.
   */
  'instance': (string);
  /**
   * Host-side interface of the container's veth.
   */
  'interface': (string);
  /**
   * Addresses of the container on that wire, IPv4 or IPv6 text.
   */
  'addresses': (string)[];
  /**
   * JetStream stream to write; it exists already.
   */
  'stream': (string);
  /**
   * Subject to publish to.
   */
  'subject': (string);
  /**
   * Bytes of records that may wait for the log before the tap starts to drop (and record gaps). 0: default, 64 MiB.
   */
  'bufferBytes': (number);
  /**
   * Host pid of the container's first process: with it the order in which its programs read can be recorded. 0: not recorded.
   */
  'pid': (number);
  /**
   * Ports it serves, for the same purpose.
   */
  'servicePorts': (number)[];
}
