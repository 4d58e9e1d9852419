import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startCoordinator, type Coordinator } from '../../../../coordinator/mod.js';
import type { OperationEvent__Output } from '../../../../proto/gen/parikshan/v1/OperationEvent.js';
import type { Operation__Output } from '../../../../proto/gen/parikshan/v1/Operation.js';
import {
  connect,
  service,
  startServer,
  type Client,
  type RunningServer,
} from '../../../../runtime/grpc/mod.js';
import { startHeartbeat, type Heartbeat } from '../../../../runtime/heartbeat/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';
import {
  connectNats,
  jetstreamManager,
  openBucket,
  startNatsServer,
  writeNatsConfig,
  type JetStreamManager,
  type NatsConnection,
} from '../../../../runtime/nats/mod.js';
import { FakeAgent } from './fake-agent.js';
import { FakeProxy } from './fake-proxy.js';
import { Script } from './script.js';

const log = silentLogger();
export const CALL = { timeoutMs: 10_000 };
/** Short, so that roles beat often. */
const TIME_TO_LIVE_MS = 400;
/** A role that leaves ends its stream, which shows at once; a busy machine may be late with a beat by seconds. */
const GRACE_MS = 10_000;

type RoleName = 'agent' | 'proxy';

/** A NATS server, an agent and a proxy that follow a script, and the ways to start coordinators on them. */
export class TestBed {
  readonly script = new Script();
  readonly agent = new FakeAgent(this.script);
  readonly proxy = new FakeProxy(this.script);
  readonly folder: string;
  readonly nats: NatsConnection;
  readonly jsm: JetStreamManager;
  readonly client: Client<'CoordinatorService'>;
  readonly #heartbeats = new Map<RoleName, Heartbeat>();
  readonly #servers = new Map<RoleName, RunningServer>();

  private constructor(folder: string, nats: NatsConnection, jsm: JetStreamManager) {
    this.folder = folder;
    this.nats = nats;
    this.jsm = jsm;
    this.client = connect('CoordinatorService', this.target('coordinator'));
  }

  static async open(): Promise<TestBed> {
    const folder = await mkdtemp(join(tmpdir(), 'pk-coord-'));
    const server = await startNatsServer({ storeDir: join(folder, 'nats'), port: 0, diesWithParent: true });
    await writeNatsConfig(join(folder, 'nats.json'), server.config);
    const nats = await connectNats(server.config, 'test');
    const bed = new TestBed(folder, nats, await jetstreamManager(nats));
    onTestFinished(async () => {
      for (const role of ['agent', 'proxy'] as const) await bed.stopRole(role);
      bed.client.close();
      await nats.close();
      await server.stop(2000);
      await rm(folder, { recursive: true, force: true });
    });
    return bed;
  }

  /** With both roles and a coordinator in this process, which know each other. */
  static async withCoordinator(): Promise<TestBed> {
    const bed = await TestBed.open();
    bed.agent.addInstance('web');
    await bed.startCoordinator();
    await bed.startRole('agent');
    await bed.startRole('proxy');
    await bed.joined();
    return bed;
  }

  target(role: 'coordinator' | RoleName): string {
    return `unix:${join(this.folder, `${role}.sock`)}`;
  }

  async startCoordinator(): Promise<Coordinator> {
    const coordinator = await startCoordinator({
      listen: this.target('coordinator'),
      nats: this.nats,
      log,
      version: 'test',
      freeLogBytes: async () => 1024 ** 3,
      timeToLiveMs: TIME_TO_LIVE_MS,
      heartbeatGraceMs: GRACE_MS,
    });
    onTestFinished(() => coordinator.shutdown(2000));
    return coordinator;
  }

  async startRole(role: RoleName): Promise<void> {
    const bound =
      role === 'agent'
        ? service('AgentService', this.agent.handlers)
        : service('ProxyService', this.proxy.handlers);
    this.#servers.set(role, await startServer({ listen: this.target(role), services: [bound], log }));
    const heartbeat = startHeartbeat({
      coordinatorTarget: this.target('coordinator'),
      hostName: 'alpha',
      role: role === 'agent' ? 'ROLE_AGENT' : 'ROLE_PROXY',
      target: this.target(role),
      version: 'test',
      log,
    });
    this.#heartbeats.set(role, heartbeat);
  }

  async stopRole(role: RoleName): Promise<void> {
    await this.#heartbeats.get(role)?.stop();
    await this.#servers.get(role)?.shutdown(0);
  }

  /** Waits until both roles beat and every instance of the fake agent is known. */
  async joined(): Promise<void> {
    await eventually(async () => {
      const { hosts } = await this.client.getStatus({}, CALL);
      const { instances } = await this.client.listInstances({}, CALL);
      return (
        hosts.some((host) => host.agentAlive && host.proxyAlive) &&
        [...this.agent.instances.keys()].every((name) => instances.some((instance) => instance.name === name))
      );
    });
  }

  /** A record of the coordinators' state, as text; undefined: there is none. */
  async state(key: string): Promise<string | undefined> {
    const bucket = await openBucket(this.nats, 'parikshan_state');
    const entry = await bucket.get(key);
    return entry?.operation === 'PUT' ? entry.string() : undefined;
  }

  /** Follows an operation to its end. */
  async finished(id: string): Promise<{ events: OperationEvent__Output[]; operation: Operation__Output }> {
    const events: OperationEvent__Output[] = [];
    for await (const { event } of this.client.watchOperation({ id }, { timeoutMs: 25_000 })) {
      if (event !== null) events.push(event);
    }
    const operation = events.at(-1)?.operation;
    if (operation === null || operation === undefined)
      throw new Error('the watch ended before the operation did');
    return { events, operation };
  }

  async createClone(replicas: number, more: { name?: string; requestId?: string; dryRun?: boolean } = {}) {
    const { operation } = await this.client.createClone({ instance: 'web', replicas, ...more }, CALL);
    return operation?.id ?? '';
  }

  /** All that a clone may leave behind, anywhere. Empty when nothing is there. */
  async leftovers(): Promise<string[]> {
    const left = [
      ...[...this.agent.clones].map((name) => `images of ${name}`),
      ...[...this.agent.replicas.keys()].map((name) => `replica ${name}`),
      ...[...this.agent.frozen].map((name) => `${name} is frozen`),
      ...[...this.proxy.captures].map((name) => `capture of ${name}`),
      ...[...this.proxy.replays.keys()].map((name) => `replay of ${name}`),
    ];
    for await (const stream of this.jsm.streams.names()) {
      if (stream.startsWith('PK_LOG_')) left.push(`stream ${stream}`);
    }
    const { clones } = await this.client.listClones({}, CALL);
    const { replicas } = await this.client.listReplicas({}, CALL);
    left.push(
      ...clones.map(({ name }) => `record of ${name}`),
      ...replicas.map(({ name }) => `record of ${name}`),
    );
    return left;
  }
}

/** Asks again until the answer is yes; the test's own limit ends it otherwise. */
export async function eventually(question: () => Promise<boolean>): Promise<void> {
  for (;;) {
    if (await question().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
