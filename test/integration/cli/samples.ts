import type { Clone } from '../../../proto/gen/parikshan/v1/Clone.js';
import type { Host } from '../../../proto/gen/parikshan/v1/Host.js';
import type { Instance } from '../../../proto/gen/parikshan/v1/Instance.js';
import type { Operation } from '../../../proto/gen/parikshan/v1/Operation.js';
import type { OperationEvent } from '../../../proto/gen/parikshan/v1/OperationEvent.js';
import type { Replica } from '../../../proto/gen/parikshan/v1/Replica.js';

export const REDIS: Instance = {
  name: 'redis',
  host: 'alpha',
  clones: ['redis-1'],
  detail: {
    spec: {
      name: 'redis',
      rootfs: '/srv/redis',
      port: 6379,
      publishPort: 16379,
      command: ['redis-server', '--save', ''],
      env: ['A=1'],
    },
    state: 'CONTAINER_STATE_RUNNING',
    pid: 4242,
    address: '10.87.3.2',
    address6: 'fd3e:8ac7:8b42::2',
    interface: 'pk00112233',
    createdAt: '2026-01-02T03:04:05Z',
    memoryBytes: 136_314_880,
    diskUsedBytes: 1024,
  },
  capture: { instance: 'redis', running: true, records: 10, bytes: 2048, connections: 51 },
};

export const HOST: Host = {
  name: 'alpha',
  agentAlive: true,
  proxyAlive: false,
  facts: { kernel: '6.12.9-amd64', architecture: 'x64', 'criu-version': '4.2.1' },
  checks: [
    { name: 'pool-room', ok: false, blocking: true, message: 'It is full.', remedy: 'Remove something.' },
    { name: 'ipv6', ok: true, blocking: false, message: 'New instances can have one.', remedy: '' },
  ],
  labels: { zone: 'b', ssd: '' },
  drained: true,
  drainedAt: '2026-01-02T03:00:00Z',
  lastHeardAt: '2026-01-02T03:04:05Z',
  agentVersion: '0.1.0',
  proxyVersion: '0.1.0',
  cpus: 16,
  loadAverage: 1.5,
  memoryBytes: 68_719_476_736,
  memoryAvailableBytes: 34_359_738_368,
  poolFreeBytes: 1_073_741_824,
  instances: 1,
  clones: 2,
  replicas: 3,
  links: [
    {
      peer: 'beta',
      roundTripUs: 250,
      bytesPerSecond: 117_000_000,
      measuredAt: '2026-01-02T03:00:00Z',
      fault: '',
      route: 'TRANSFER_ROUTE_DIRECT',
      sshFault: '',
    },
  ],
};

export const CLONE: Clone = {
  name: 'redis-1',
  instance: 'redis',
  host: 'alpha',
  state: 'CLONE_STATE_READY',
  createdAt: '2026-01-02T03:05:05Z',
  suspend: {
    freezingMs: 0.4,
    memoryMs: 61.2,
    diskMs: 2.5,
    networkLockMs: 90,
    frozenMs: 83.4,
    clientGapMs: -1,
  },
  preDump: {
    rounds: 2,
    bytes: 141_557_760,
    why: 'the last round found 5.0 MiB changed',
    longestFrozenMs: 12.5,
  },
  connections: 51,
  imageBytes: 136_314_880,
  replicas: ['redis-1-r1', 'redis-1-r2'],
  logSequence: 7,
  cut: {
    frozenAtUs: 1000,
    resumedAtUs: 84_400,
    connections: [
      {
        local: { address: '10.87.3.2', port: 6379 },
        remote: { address: '10.87.3.1', port: 40_000 },
        state: 1,
        inboundSeq: 4_294_967_295,
        outboundAckedSeq: 5,
        outboundEndSeq: 9,
      },
    ],
  },
};

export function replica(name: string, changes: Partial<Replica['replay'] & object> = {}): Replica {
  return {
    name,
    clone: 'redis-1',
    instance: 'redis',
    host: 'alpha',
    state: 'REPLICA_STATE_FOLLOWING',
    detail: {
      name,
      clone: 'redis-1',
      instance: 'redis',
      state: 'CONTAINER_STATE_RUNNING',
      pid: 5151,
      netns: `/run/netns/pk-ab12-${name}`,
      createdAt: '2026-01-02T03:05:06Z',
      memoryBytes: 1000,
    },
    replay: {
      replica: name,
      state: 'REPLAY_STATE_FOLLOWING',
      faithful: true,
      caughtUp: false,
      recordsDone: 1234,
      bytesIn: 5000,
      bytesOut: 6000,
      lagRecords: 12,
      lagBytes: 2048,
      lagSeconds: 0.25,
      rateIn: 1024,
      rateOut: 512,
      connectionsCarried: 51,
      connectionsDialled: 2,
      connectionsOpen: 50,
      ...changes,
    },
    capture: { running: true, backlogRecords: 3, backlogBytes: 512, backlogSeconds: 0.004 },
  };
}

export function operation(changes: Partial<Operation> = {}): Operation {
  return {
    id: 'op-0123456789ab',
    kind: 'clone.create',
    target: 'redis',
    state: 'OPERATION_STATE_RUNNING',
    createdAt: '2026-01-02T03:05:00Z',
    ...changes,
  };
}

/** Events with sequences from 1; the last one ends the operation as given. */
export function story(end: Operation): OperationEvent[] {
  const steps: OperationEvent[] = [
    { kind: 'OPERATION_EVENT_KIND_STEP_STARTED', step: 'freeze' },
    { kind: 'OPERATION_EVENT_KIND_STEP_PROGRESS', step: 'freeze', message: 'dumping memory' },
    { kind: 'OPERATION_EVENT_KIND_STEP_DONE', step: 'freeze', message: 'frozen for 83 ms', durationMs: 90 },
    { kind: 'OPERATION_EVENT_KIND_FINISHED', operation: end },
  ];
  return steps.map((event, i) => ({
    ...event,
    operationId: end.id,
    sequence: i + 1,
    time: '2026-01-02T03:05:00.000Z',
  }));
}
