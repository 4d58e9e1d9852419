/**
 * What a clone will do, decided before anything is done: a pure function of the request and of what the hosts report.
 */
import type { Check } from '../../proto/gen/parikshan/v1/Check.js';
import type { ContainerState } from '../../proto/gen/parikshan/v1/ContainerState.js';
import type { HostInstance__Output } from '../../proto/gen/parikshan/v1/HostInstance.js';
import type { ReplayOrder } from '../../proto/gen/parikshan/v1/ReplayOrder.js';
import { logSize, logStream, logSubject, MIN_LOG_BYTES, replicaNames } from '../capture/mod.js';
import { MAX_REPLICAS } from './request.js';
import type { CloneRequest } from './request.js';

/** What is known when a clone is planned. */
export interface CloneFacts {
  readonly host: string;
  /** What its host says of the instance. */
  readonly detail: HostInstance__Output;
  readonly instanceState: ContainerState;
  /** Host side of the instance's veth. */
  readonly interface: string;
  /** Of the instance on it, of both families. */
  readonly addresses: readonly string[];
  /** Host pid of its first process. */
  readonly pid: number;
  readonly servicePorts: readonly number[];
  readonly proxyAlive: boolean;
  /** Other clones of this instance: a capture runs already. */
  readonly otherClones: readonly string[];
  /** Names taken by clones other than the one planned. */
  readonly takenNames: ReadonlySet<string>;
  /** Bytes free where logs are stored; undefined: not known. */
  readonly freeLogBytes: number | undefined;
}

/** What the making of replicas needs. */
export interface ReplicasPlan {
  readonly replicas: readonly string[];
  readonly stream: string;
  readonly order: ReplayOrder;
  readonly patienceMs: number;
  readonly replicaMemoryBytes: number;
  readonly replicaCpus: number;
}

/** All that the steps need. */
export interface ClonePlan extends ReplicasPlan {
  readonly clone: string;
  readonly instance: string;
  readonly host: string;
  readonly interface: string;
  readonly addresses: readonly string[];
  readonly pid: number;
  readonly servicePorts: readonly number[];
  readonly subject: string;
  readonly logBytes: number;
  /** False: another clone has started the capture already. */
  readonly startsCapture: boolean;
  readonly freezeDeadlineMs: number;
}

/** What further replicas of a clone will be. `taken`: names of those it has. */
export function planReplicas(request: CloneRequest, taken: ReadonlySet<string>): ReplicasPlan {
  const { name, instance, replicas, order, patienceMs, replicaMemoryBytes, replicaCpus } = request;
  return {
    replicas: replicaNames(name, replicas, taken),
    stream: logStream(instance),
    ...{ order, patienceMs, replicaMemoryBytes, replicaCpus },
  };
}

export function planClone(request: CloneRequest, facts: CloneFacts): ClonePlan {
  return {
    clone: request.name,
    instance: request.instance,
    host: facts.host,
    ...planReplicas(request, new Set()),
    interface: facts.interface,
    addresses: facts.addresses,
    pid: facts.pid,
    servicePorts: facts.servicePorts,
    subject: logSubject(request.instance),
    logBytes: logSize(request.logBytes, facts.freeLogBytes),
    startsCapture: facts.otherClones.length === 0,
    freezeDeadlineMs: request.freezeDeadlineMs,
  };
}

/** What the coordinator itself can tell about whether the plan can be carried out; the agent adds its own checks. */
export function ownChecks(request: CloneRequest, facts: CloneFacts): Check[] {
  const running = facts.instanceState === 'CONTAINER_STATE_RUNNING';
  const free = facts.freeLogBytes;
  return [
    check('instance-running', running, {
      good: `${request.instance} runs on ${facts.host}.`,
      bad: `${request.instance} does not run.`,
      remedy: 'Only a running instance can be cloned.',
    }),
    check('replica-count', request.replicas <= MAX_REPLICAS, {
      good: `${request.replicas} replicas.`,
      bad: `${request.replicas} replicas are more than ${MAX_REPLICAS}.`,
      remedy: `Ask for at most ${MAX_REPLICAS}.`,
    }),
    check('name-free', !facts.takenNames.has(request.name), {
      good: `${request.name} is free.`,
      bad: `There is a clone ${request.name} already.`,
      remedy: 'Choose another name, or leave it out.',
    }),
    check('proxy-alive', facts.proxyAlive, {
      good: `The proxy of ${facts.host} beats.`,
      bad: `The proxy of ${facts.host} does not beat.`,
      remedy: `Start \`parikshan proxy\` on ${facts.host}, or see its log.`,
    }),
    check('log-room', free === undefined || free >= 2 * MIN_LOG_BYTES, {
      good: free === undefined ? 'Room for the log is not known.' : `${free} bytes are free for the log.`,
      bad: `${free ?? 0} bytes are too few for a log.`,
      remedy: 'Free some room where NATS stores its streams.',
    }),
  ];
}

/** The plan in lines for a person. */
export function describePlan(plan: ClonePlan, places: ReadonlyMap<string, string>): string[] {
  const others = [...new Set(places.values())].filter((host) => host !== plan.host);
  const lines = [
    plan.startsCapture
      ? `capture: start the tap of ${plan.instance} on ${plan.interface}, with a log of ${plan.logBytes} bytes`
      : `capture: the tap of ${plan.instance} runs already`,
    `freeze: dump ${plan.instance} and snapshot its disk as ${plan.clone} on ${plan.host}; it runs again within ${plan.freezeDeadlineMs} ms whatever happens`,
  ];
  if (others.length > 0) {
    lines.unshift(`ship: the disk to ${others.join(', ')} in passes, while production runs`);
    lines.push(`ship: what has changed of the disk since, and the memory, to ${others.join(', ')}`);
  }
  for (const [replica, host] of places) lines.push(`replica: ${replica} on ${host}, fed from the log`);
  return lines;
}

function check(name: string, ok: boolean, text: { good: string; bad: string; remedy: string }): Check {
  return { name, ok, blocking: true, message: ok ? text.good : text.bad, remedy: ok ? '' : text.remedy };
}
