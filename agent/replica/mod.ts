/** Replicas on this host: disk, cell, restored processes. */
export {
  ReplicaHost,
  type ReplicaHostOptions,
  type ReplicaRequest,
  type ReplicaStatus,
} from './replica-host.js';
export { replicaIds } from './replica-record.js';
export { replicaSpec, REPLICA_CPU_SHARES } from './replica-spec.js';
export * from './errors.js';
