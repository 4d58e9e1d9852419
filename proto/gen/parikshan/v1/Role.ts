// Original file: proto/parikshan/v1/coordinator.proto

/**
 * Roles that register.
 */
export const Role = {
  /**
   * Never sent.
   */
  ROLE_UNSPECIFIED: 'ROLE_UNSPECIFIED',
  /**
   * Agent.
   */
  ROLE_AGENT: 'ROLE_AGENT',
  /**
   * Proxy.
   */
  ROLE_PROXY: 'ROLE_PROXY',
} as const;

/**
 * Roles that register.
 */
export type Role =
  /**
   * Never sent.
   */
  | 'ROLE_UNSPECIFIED'
  | 0
  /**
   * Agent.
   */
  | 'ROLE_AGENT'
  | 1
  /**
   * Proxy.
   */
  | 'ROLE_PROXY'
  | 2

/**
 * Roles that register.
 */
export type Role__Output = typeof Role[keyof typeof Role]
