// Original file: proto/parikshan/v1/coordinator.proto

import type { TransferRoute as _parikshan_v1_TransferRoute, TransferRoute__Output as _parikshan_v1_TransferRoute__Output } from '../../parikshan/v1/TransferRoute.js';

/**
 * The way between a host and another one, as its agent measured it.
 */
export interface HostLink {
  /**
   * Name of the other host.
   */
  'peer'?: (string);
  /**
   * Median round trip of a small call, microseconds; 0 when it was never measured.
   */
  'roundTripUs'?: (number | string);
  /**
   * Bytes a second that the host gets from the other one in one stream; 0 when it was never measured.
   */
  'bytesPerSecond'?: (number | string);
  /**
   * When it was measured, RFC 3339; empty: never.
   */
  'measuredAt'?: (string);
  /**
   * Why the last attempt failed, in words; empty: it did not. Of the direct way.
   */
  'fault'?: (string);
  /**
   * Which way the figures are of.
   */
  'route'?: (_parikshan_v1_TransferRoute);
  /**
   * Why the last attempt through ssh failed; empty: it did not, or none was made, since there is no need or no way.
   */
  'sshFault'?: (string);
}

/**
 * The way between a host and another one, as its agent measured it.
 */
export interface HostLink__Output {
  /**
   * Name of the other host.
   */
  'peer': (string);
  /**
   * Median round trip of a small call, microseconds; 0 when it was never measured.
   */
  'roundTripUs': (number);
  /**
   * Bytes a second that the host gets from the other one in one stream; 0 when it was never measured.
   */
  'bytesPerSecond': (number);
  /**
   * When it was measured, RFC 3339; empty: never.
   */
  'measuredAt': (string);
  /**
   * Why the last attempt failed, in words; empty: it did not. Of the direct way.
   */
  'fault': (string);
  /**
   * Which way the figures are of.
   */
  'route': (_parikshan_v1_TransferRoute__Output);
  /**
   * Why the last attempt through ssh failed; empty: it did not, or none was made, since there is no need or no way.
   */
  'sshFault': (string);
}
