// Original file: proto/parikshan/v1/agent.proto


/**
 * Size of a terminal.
 */
export interface TerminalSize {
  /**
   * Characters across.
   */
  'columns'?: (number);
  /**
   * Lines.
   */
  'rows'?: (number);
}

/**
 * Size of a terminal.
 */
export interface TerminalSize__Output {
  /**
   * Characters across.
   */
  'columns': (number);
  /**
   * Lines.
   */
  'rows': (number);
}
