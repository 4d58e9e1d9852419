import { describe, expect, it } from 'vitest';
import {
  createCloneRequest,
  heartbeatRequest,
  parseRequest,
  runInstanceRequest,
  watchReplicaRequest,
} from '../../../../coordinator/api/requests.js';

const SPEC = {
  name: 'web',
  rootfs: '/srv/web',
  port: 80,
  publishPort: 0,
  env: ['A=b', 'EMPTY='],
  memoryBytes: 0,
  cpus: 0,
  diskBytes: 0,
  command: ['nginx'],
  workingDirectory: '',
  user: '',
};
const CLONE = {
  mode: 'REPLICA_MODE_UNSPECIFIED',
  hosts: [],
  labels: [],
  spread: 0,
  bytesPerSecond: 0,
  keepSeconds: 0,
  route: 'TRANSFER_ROUTE_UNSPECIFIED',
  requestId: '',
  instance: 'web',
  replicas: 2,
  name: '',
  order: 'REPLAY_ORDER_UNSPECIFIED',
  patienceMs: 0,
  freezeDeadlineMs: 0,
  replicaMemoryBytes: 0,
  replicaCpus: 0,
  logBytes: 0,
  dryRun: false,
};

function faults(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    return (error as { faults: readonly string[] }).faults;
  }
  throw new Error('no fault was found');
}

describe('requests', () => {
  it('pass when all is well', () => {
    expect(parseRequest(runInstanceRequest, { requestId: '', spec: SPEC, host: '' }).spec.name).toBe('web');
  });

  it('report all faults together, each with its field as in the contract', () => {
    const spec = { ...SPEC, name: 'Web!', rootfs: 'srv', port: 0, env: ['A'], command: [], user: 'www' };
    expect(faults(() => parseRequest(runInstanceRequest, { requestId: '', spec, host: '' }))).toEqual([
      'spec.name may hold a to z, 0 to 9 and hyphens, and begins with a letter',
      'spec.rootfs must be an absolute path',
      'spec.port must be at least 1',
      'spec.env.0 must be NAME=VALUE',
      'spec.command must have at least one word',
      'spec.user must be uid or uid:gid, in numbers',
    ]);
  });

  it('say that a message is missing', () => {
    expect(faults(() => parseRequest(runInstanceRequest, { requestId: '', spec: null, host: '' }))).toEqual([
      'spec is missing',
    ]);
  });

  it('get their defaults', () => {
    const request = parseRequest(createCloneRequest, CLONE);
    expect(request).toMatchObject({ order: 'REPLAY_ORDER_STRICT', freezeDeadlineMs: 10_000 });
    expect(parseRequest(watchReplicaRequest, { name: 'web-1-r1', intervalMs: 0 }).intervalMs).toBe(1000);
  });

  it('are refused beyond the limits', () => {
    const request = { ...CLONE, replicas: 65, freezeDeadlineMs: 200_000, logBytes: 5, replicaCpus: -1 };
    expect(faults(() => parseRequest(createCloneRequest, request))).toEqual([
      'replicas must be at most 64',
      'freeze_deadline_ms must be at most 120000 ms',
      'replica_cpus must not be negative',
      'log_bytes must be 0 or at least 16777216 bytes',
    ]);
  });

  it('of beats name a role', () => {
    const beat = { host: 'alpha', role: 'ROLE_AGENT', target: 'unix:/run/agent.sock', version: '1' };
    expect(parseRequest(heartbeatRequest, beat)).toMatchObject({ role: 'agent', host: 'alpha' });
    expect(faults(() => parseRequest(heartbeatRequest, { ...beat, role: 'ROLE_UNSPECIFIED' }))).toEqual([
      'role must be ROLE_AGENT or ROLE_PROXY',
    ]);
  });
});
