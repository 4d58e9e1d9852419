// Original file: proto/parikshan/v1/coordinator.proto

/**
 * Where the replicas of a clone run.
 */
export const ReplicaMode = {
  /**
   * On the instance's own host, unless hosts, labels or spread ask for others: then wherever it is best.
   */
  REPLICA_MODE_UNSPECIFIED: 'REPLICA_MODE_UNSPECIFIED',
  /**
   * On the instance's own host.
   */
  REPLICA_MODE_INTERNAL: 'REPLICA_MODE_INTERNAL',
  /**
   * On other hosts.
   */
  REPLICA_MODE_EXTERNAL: 'REPLICA_MODE_EXTERNAL',
} as const;

/**
 * Where the replicas of a clone run.
 */
export type ReplicaMode =
  /**
   * On the instance's own host, unless hosts, labels or spread ask for others: then wherever it is best.
   */
  | 'REPLICA_MODE_UNSPECIFIED'
  | 0
  /**
   * On the instance's own host.
   */
  | 'REPLICA_MODE_INTERNAL'
  | 1
  /**
   * On other hosts.
   */
  | 'REPLICA_MODE_EXTERNAL'
  | 2

/**
 * Where the replicas of a clone run.
 */
export type ReplicaMode__Output = typeof ReplicaMode[keyof typeof ReplicaMode]
