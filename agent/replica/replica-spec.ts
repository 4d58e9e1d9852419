/** The OCI config.json of a replica, from its instance's. Pure. */
import { idMappings, type IdRange } from '../container/mod.js';

/** What differs between a replica and its instance. */
export interface ReplicaSpecInput {
  readonly name: string;
  /** The replica's own mounted disk. */
  readonly rootfsPath: string;
  readonly cgroupsPath: string;
  readonly hookPath: string;
  /** CRIU's settings for the restore (RESTORE_CONFIG). */
  readonly criuConfigPath: string;
  /** Host ids of its programs; undefined: as the instance's. */
  readonly idRange?: IdRange | undefined;
  /** Limits; undefined: as the instance. */
  readonly memoryBytes?: number | undefined;
  readonly cpus?: number | undefined;
}

/**
 * Share of the processor against an instance's 1024 when both want it: a replica never starves production, and gets
 * all there is when production is idle.
 */
export const REPLICA_CPU_SHARES = 128;

/** The length of the CPU scheduler's period, microseconds; the kernel's default. */
const CPU_PERIOD_US = 100_000;

interface Linux {
  readonly resources?: { readonly memory?: object; readonly cpu?: object };
}

/** Everything that is in the images (namespaces, mounts) stays as it was. */
export function replicaSpec(
  instance: Readonly<Record<string, unknown>>,
  input: ReplicaSpecInput,
): Record<string, unknown> {
  const linux = (instance['linux'] ?? {}) as Linux;
  const resources = linux.resources ?? {};
  return {
    ...instance,
    root: { path: input.rootfsPath, readonly: false },
    hooks: { createRuntime: [{ path: input.hookPath, timeout: HOOK_TIMEOUT_S }] },
    annotations: { 'io.parikshan.name': input.name, 'org.criu.config': input.criuConfigPath },
    linux: {
      ...linux,
      ...(input.idRange === undefined
        ? {}
        : { uidMappings: idMappings(input.idRange), gidMappings: idMappings(input.idRange) }),
      cgroupsPath: input.cgroupsPath,
      resources: {
        ...resources,
        ...(input.memoryBytes === undefined
          ? {}
          : { memory: { ...resources.memory, limit: input.memoryBytes } }),
        cpu: {
          ...resources.cpu,
          shares: REPLICA_CPU_SHARES,
          ...(input.cpus === undefined
            ? {}
            : { period: CPU_PERIOD_US, quota: Math.max(1000, Math.round(input.cpus * CPU_PERIOD_US)) }),
        },
      },
    },
  };
}

/** Time for the hook to bring the network, seconds; it takes some 20 ms. */
const HOOK_TIMEOUT_S = 30;
