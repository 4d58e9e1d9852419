export interface ReassemblerLimits {
  /** Connections known at a time, those that are over included. */
  readonly connections: number;
  /** Bytes of segments before their turn, in all and per direction. */
  readonly heldBytes: number;
  readonly heldBytesPerDirection: number;
  /** How long a connection that is over is kept for late segments, µs, and how many of them. */
  readonly overUs: number;
  readonly overConnections: number;
}

/** A direction's window is seldom more than 6 MiB (Linux' tcp_rmem), so a hole is acknowledged before this is full. */
export const DEFAULT_LIMITS: ReassemblerLimits = {
  connections: 262_144,
  heldBytes: 64 * 1024 * 1024,
  heldBytesPerDirection: 8 * 1024 * 1024,
  overUs: 10_000_000,
  overConnections: 65_536,
};
