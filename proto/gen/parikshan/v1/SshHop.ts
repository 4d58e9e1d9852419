// Original file: proto/parikshan/v1/transfer.proto


/**
 * The way to an agent that goes through an sshd.
 */
export interface SshHop {
  /**
   * Where the sshd answers, `HOST:PORT`.
   */
  'address'?: (string);
  /**
   * Where the agent answers, as the machine of that sshd reaches it, `HOST:PORT`.
   */
  'target'?: (string);
}

/**
 * The way to an agent that goes through an sshd.
 */
export interface SshHop__Output {
  /**
   * Where the sshd answers, `HOST:PORT`.
   */
  'address': (string);
  /**
   * Where the agent answers, as the machine of that sshd reaches it, `HOST:PORT`.
   */
  'target': (string);
}
