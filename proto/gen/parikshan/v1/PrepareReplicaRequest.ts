// Original file: proto/parikshan/v1/agent.proto

import type { Long } from '@grpc/proto-loader';

/**
 * Asks for disk and cell.
 */
export interface PrepareReplicaRequest {
  /**
   * Clone name.
   */
  'clone'?: (string);
  /**
   * Replica name.
   */
  'replica'?: (string);
  /**
   * Memory limit, bytes; 0: as the instance, or none.
   */
  'memoryBytes'?: (number | string | Long);
  /**
   * CPU limit in cores; 0: as the instance, or none.
   */
  'cpus'?: (number | string);
}

/**
 * Asks for disk and cell.
 */
export interface PrepareReplicaRequest__Output {
  /**
   * Clone name.
   */
  'clone': (string);
  /**
   * Replica name.
   */
  'replica': (string);
  /**
   * Memory limit, bytes; 0: as the instance, or none.
   */
  'memoryBytes': (number);
  /**
   * CPU limit in cores; 0: as the instance, or none.
   */
  'cpus': (number);
}
