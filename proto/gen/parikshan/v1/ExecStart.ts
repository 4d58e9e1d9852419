// Original file: proto/parikshan/v1/agent.proto

import type { TerminalSize as _parikshan_v1_TerminalSize, TerminalSize__Output as _parikshan_v1_TerminalSize__Output } from '../../parikshan/v1/TerminalSize.js';

/**
 * What to run in a replica.
 */
export interface ExecStart {
  /**
   * Replica name.
   */
  'replica'?: (string);
  /**
   * Command and arguments.
   */
  'command'?: (string)[];
  /**
   * Give it a terminal.
   */
  'terminal'?: (boolean);
  /**
   * Its first size.
   */
  'size'?: (_parikshan_v1_TerminalSize | null);
  /**
   * Run the host's own program (a debugger the image does not hold) in the replica's network namespace; its processes and
   * files are the host's. `{pid}` in an argument becomes the host pid of the replica's first process.
   */
  'hostTool'?: (boolean);
}

/**
 * What to run in a replica.
 */
export interface ExecStart__Output {
  /**
   * Replica name.
   */
  'replica': (string);
  /**
   * Command and arguments.
   */
  'command': (string)[];
  /**
   * Give it a terminal.
   */
  'terminal': (boolean);
  /**
   * Its first size.
   */
  'size': (_parikshan_v1_TerminalSize__Output | null);
  /**
   * Run the host's own program (a debugger the image does not hold) in the replica's network namespace; its processes and
   * files are the host's. `{pid}` in an argument becomes the host pid of the replica's first process.
   */
  'hostTool': (boolean);
}
