// An instance as the contract shows it. Pure.
import type { HostInstance } from '../../proto/gen/parikshan/v1/HostInstance.js';
import type { ContainerStatus } from '../container/mod.js';
import type { InstanceLayout } from './layout.js';
import type { InstanceRecord } from './record.js';

export interface InstanceFacts {
  readonly layout: InstanceLayout;
  readonly record: InstanceRecord;
  readonly status: ContainerStatus;
  readonly memoryBytes: number;
  readonly diskUsedBytes: number;
}

/** What is shown as exit status when nobody was there to record it, e.g. after a power cut. */
export const UNKNOWN_EXIT_STATUS = -1;

export function hostInstance({
  layout,
  record,
  status,
  memoryBytes,
  diskUsedBytes,
}: InstanceFacts): HostInstance {
  return {
    spec: record.spec,
    state: containerState(record, status),
    pid: status.kind === 'running' ? status.pid : 0,
    address: record.address,
    address6: record.address6 ?? '',
    interface: layout.hostInterface,
    createdAt: record.createdAt,
    exitStatus: status.kind === 'ended' ? (status.status ?? UNKNOWN_EXIT_STATUS) : 0,
    memoryBytes: status.kind === 'running' ? memoryBytes : 0,
    diskUsedBytes,
  };
}

function containerState(record: InstanceRecord, status: ContainerStatus) {
  if (record.phase === 'creating' || status.kind === 'created') return 'CONTAINER_STATE_CREATING';
  if (status.kind === 'running') return 'CONTAINER_STATE_RUNNING';
  return record.stopRequested ? 'CONTAINER_STATE_STOPPED' : 'CONTAINER_STATE_EXITED';
}
