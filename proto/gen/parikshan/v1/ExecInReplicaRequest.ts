// Original file: proto/parikshan/v1/agent.proto

import type { ExecStart as _parikshan_v1_ExecStart, ExecStart__Output as _parikshan_v1_ExecStart__Output } from '../../parikshan/v1/ExecStart.js';
import type { TerminalSize as _parikshan_v1_TerminalSize, TerminalSize__Output as _parikshan_v1_TerminalSize__Output } from '../../parikshan/v1/TerminalSize.js';

/**
 * A message into a command.
 */
export interface ExecInReplicaRequest {
  /**
   * First message: what to run.
   */
  'start'?: (_parikshan_v1_ExecStart | null);
  /**
   * Input for its stdin.
   */
  'stdin'?: (Buffer | Uint8Array | string);
  /**
   * No more input.
   */
  'stdinClosed'?: (boolean);
  /**
   * New size of the terminal.
   */
  'resize'?: (_parikshan_v1_TerminalSize | null);
  /**
   * A signal to send, e.g. `SIGINT`.
   */
  'signal'?: (string);
  /**
   * What it is.
   */
  'message'?: "start"|"stdin"|"stdinClosed"|"resize"|"signal";
}

/**
 * A message into a command.
 */
export interface ExecInReplicaRequest__Output {
  /**
   * First message: what to run.
   */
  'start'?: (_parikshan_v1_ExecStart__Output | null);
  /**
   * Input for its stdin.
   */
  'stdin'?: (Buffer);
  /**
   * No more input.
   */
  'stdinClosed'?: (boolean);
  /**
   * New size of the terminal.
   */
  'resize'?: (_parikshan_v1_TerminalSize__Output | null);
  /**
   * A signal to send, e.g. `SIGINT`.
   */
  'signal'?: (string);
  /**
   * What it is.
   */
  'message'?: "start"|"stdin"|"stdinClosed"|"resize"|"signal";
}
