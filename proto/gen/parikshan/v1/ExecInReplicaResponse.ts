// Original file: proto/parikshan/v1/agent.proto


/**
 * A message out of a command.
 */
export interface ExecInReplicaResponse {
  /**
   * Output.
   */
  'stdout'?: (Buffer | Uint8Array | string);
  /**
   * Error output; never sent with a terminal.
   */
  'stderr'?: (Buffer | Uint8Array | string);
  /**
   * It ended; 128 + signal when a signal ended it. The last message.
   */
  'exitStatus'?: (number);
  /**
   * What it is.
   */
  'message'?: "stdout"|"stderr"|"exitStatus";
}

/**
 * A message out of a command.
 */
export interface ExecInReplicaResponse__Output {
  /**
   * Output.
   */
  'stdout'?: (Buffer);
  /**
   * Error output; never sent with a terminal.
   */
  'stderr'?: (Buffer);
  /**
   * It ended; 128 + signal when a signal ended it. The last message.
   */
  'exitStatus'?: (number);
  /**
   * What it is.
   */
  'message'?: "stdout"|"stderr"|"exitStatus";
}
