import { describe, expect, it } from 'vitest';
import { describePlan, ownChecks, planClone, type CloneFacts } from '../../../../coordinator/clone/plan.js';
import type { CloneRequest } from '../../../../coordinator/clone/request.js';

const REQUEST: CloneRequest = {
  instance: 'web',
  name: 'web-1',
  replicas: 2,
  order: 'REPLAY_ORDER_STRICT',
  patienceMs: 0,
  freezeDeadlineMs: 10_000,
  replicaMemoryBytes: 0,
  replicaCpus: 0,
  logBytes: 0,
  dryRun: false,
  mode: 'internal',
  hosts: [],
  labels: [],
  spread: 1,
  bytesPerSecond: 0,
  keepSeconds: 0,
  route: 'any',
};
const PLACES = new Map([
  ['web-1-r1', 'alpha'],
  ['web-1-r2', 'alpha'],
]);
const FACTS: CloneFacts = {
  host: 'alpha',
  detail: {} as CloneFacts['detail'],
  instanceState: 'CONTAINER_STATE_RUNNING',
  interface: 'pk00',
  pid: 42,
  servicePorts: [6379],
  addresses: ['10.87.0.2', 'fd3e:8ac7:1::2'],
  proxyAlive: true,
  otherClones: [],
  takenNames: new Set(['api-1']),
  freeLogBytes: 10 * 1024 ** 3,
};

describe('the plan of a clone', () => {
  it('names all that will be made', () => {
    expect(planClone(REQUEST, FACTS)).toMatchObject({
      clone: 'web-1',
      host: 'alpha',
      replicas: ['web-1-r1', 'web-1-r2'],
      stream: 'PK_LOG_web',
      subject: 'parikshan.log.web',
      logBytes: 5 * 1024 ** 3,
      startsCapture: true,
      addresses: ['10.87.0.2', 'fd3e:8ac7:1::2'],
    });
  });

  it('uses the capture that another clone started', () => {
    const plan = planClone(REQUEST, { ...FACTS, otherClones: ['web-0'] });
    expect(plan.startsCapture).toBe(false);
    expect(describePlan(plan, PLACES)[0]).toBe('capture: the tap of web runs already');
  });

  it('tells every replica', () => {
    expect(describePlan(planClone(REQUEST, FACTS), PLACES).slice(2)).toEqual([
      'replica: web-1-r1 on alpha, fed from the log',
      'replica: web-1-r2 on alpha, fed from the log',
    ]);
  });
});

describe('the plan of a clone for other hosts', () => {
  it('tells what is shipped when, and where each replica is', () => {
    const places = new Map([
      ['web-1-r1', 'beta'],
      ['web-1-r2', 'alpha'],
    ]);
    const lines = describePlan(planClone(REQUEST, FACTS), places);
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      ...['ship', 'capture', 'freeze', 'ship', 'replica', 'replica'],
    ]);
    expect(lines[0]).toBe('ship: the disk to beta in passes, while production runs');
    expect(lines[4]).toBe('replica: web-1-r1 on beta, fed from the log');
  });
});

describe('the checks of the coordinator', () => {
  it('pass when all is well', () => {
    expect(ownChecks(REQUEST, FACTS).filter((check) => !check.ok)).toEqual([]);
  });

  it('report every fault together, each with its remedy', () => {
    const failed = ownChecks(
      { ...REQUEST, replicas: 65, name: 'api-1' },
      { ...FACTS, instanceState: 'CONTAINER_STATE_EXITED', proxyAlive: false, freeLogBytes: 1 },
    ).filter((check) => !check.ok);
    expect(failed.map((check) => check.name)).toEqual([
      'instance-running',
      'replica-count',
      'name-free',
      'proxy-alive',
      'log-room',
    ]);
    expect(failed.every((check) => check.blocking && check.remedy !== '')).toBe(true);
  });
});
