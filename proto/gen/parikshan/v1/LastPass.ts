// Original file: proto/parikshan/v1/transfer.proto

/**
 * Why a pass was the last.
 */
export const LastPass = {
  /**
   * There is going to be another.
   */
  LAST_PASS_UNSPECIFIED: 'LAST_PASS_UNSPECIFIED',
  /**
   * It shipped so little that the freeze may come.
   */
  LAST_PASS_SMALL: 'LAST_PASS_SMALL',
  /**
   * It shipped hardly less than the pass before it: production writes as fast as it can be shipped.
   */
  LAST_PASS_NOT_SHRINKING: 'LAST_PASS_NOT_SHRINKING',
  /**
   * The limit of passes.
   */
  LAST_PASS_MOST_PASSES: 'LAST_PASS_MOST_PASSES',
} as const;

/**
 * Why a pass was the last.
 */
export type LastPass =
  /**
   * There is going to be another.
   */
  | 'LAST_PASS_UNSPECIFIED'
  | 0
  /**
   * It shipped so little that the freeze may come.
   */
  | 'LAST_PASS_SMALL'
  | 1
  /**
   * It shipped hardly less than the pass before it: production writes as fast as it can be shipped.
   */
  | 'LAST_PASS_NOT_SHRINKING'
  | 2
  /**
   * The limit of passes.
   */
  | 'LAST_PASS_MOST_PASSES'
  | 3

/**
 * Why a pass was the last.
 */
export type LastPass__Output = typeof LastPass[keyof typeof LastPass]
