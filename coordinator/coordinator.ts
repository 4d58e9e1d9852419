import { randomUUID } from 'node:crypto';
import { startServer } from '../runtime/grpc/mod.js';
import type { Network } from '../runtime/ip/mod.js';
import { KeyedLock } from '../runtime/keyed-lock/mod.js';
import type { Logger } from '../runtime/log/mod.js';
import { jetstreamManager, type NatsConnection } from '../runtime/nats/mod.js';
import { coordinatorService, type Services } from './api/mod.js';
import { Captures, Logs } from './capture/mod.js';
import { CloneCreation, CloneRemoval, removeExpired, ReplicaStart, type CloneTools } from './clone/mod.js';
import { HostRecords, HostRemoval } from './host/mod.js';
import { InstanceCreation, InstanceRemoval, InstanceStop } from './instance/mod.js';
import { Links } from './links/mod.js';
import { forgetOldOperations, Operations } from './operation/mod.js';
import { endInterrupted, Reconciler } from './reconcile/mod.js';
import { Reservations } from './placement/mod.js';
import { grpcClients, Registry, type Clients } from './registry/mod.js';
import { Removal } from './removal/mod.js';
import { ReplicaRemoval } from './replica/mod.js';
import { openStore } from './store/mod.js';
import { CloneView, HostReports, HostView, InstanceView, KnownHosts, ReplicaView } from './view/mod.js';

/** Part of a stop's grace that is kept for calls under way, once operations are undone; milliseconds. They are short. */
const SERVER_GRACE_MS = 1000;

export interface CoordinatorOptions {
  /** gRPC target to serve on. */
  readonly listen: string;
  /** Whose calls are served beside this machine's; undefined: none. */
  readonly trusted?: Network | undefined;
  /** A connection to NATS with JetStream; stays the caller's to close. */
  readonly nats: NatsConnection;
  readonly log: Logger;
  readonly version: string;
  /** Bytes free where JetStream stores; undefined: not known. */
  readonly freeLogBytes: () => Promise<number | undefined>;
  /** Default: over gRPC. */
  readonly clients?: Clients;
  /** Default 5 s. */
  readonly timeToLiveMs?: number;
  /** How late a beat may be. Default 2 s. */
  readonly heartbeatGraceMs?: number;
  /** How long interrupted operations wait for their host. Default 15 s. */
  readonly hostWaitMs?: number;
}

export interface Coordinator {
  /** Where it is reached. */
  readonly target: string;
  shutdown(graceMs: number): Promise<void>;
}

/** Builds a coordinator on a connection to NATS and serves. Everything it is made of is put together here. */
export async function startCoordinator(options: CoordinatorOptions): Promise<Coordinator> {
  const { log, nats, freeLogBytes } = options;
  const component = (name: string) => log.child({ component: name });
  const owner = randomUUID();
  const store = await openStore(nats);
  const logs = new Logs(await jetstreamManager(nats));

  const registry = new Registry({
    clients: options.clients ?? grpcClients,
    log: component('registry'),
    onJoin: (host, role, roleVersion) => {
      reconciler.request(host);
      if (role === 'agent') links.joined(host);
      records.joined(host, role, roleVersion);
    },
    onLoss: (host, heardAt) => records.lost(host, heardAt),
    ...(options.timeToLiveMs === undefined ? {} : { timeToLiveMs: options.timeToLiveMs }),
    ...(options.heartbeatGraceMs === undefined ? {} : { graceMs: options.heartbeatGraceMs }),
  });
  const records = new HostRecords({ store, registry, log: component('hosts') });
  const captures = new Captures({ store, registry, logs, log: component('capture') });
  const removal = new Removal({ store, registry, logs, captures, log: component('removal') });
  const operations = new Operations({
    store,
    owner,
    log: component('operation'),
    onFailed: (host) => reconciler.request(host),
  });
  const running = () => operations.running;
  const links = new Links({ registry, running, log: component('links') });
  const reconciler = new Reconciler({
    ...{ store, registry, logs, captures, removal, running, freeLogBytes },
    log: component('reconcile'),
  });

  const reports = new HostReports(registry, component('view'));
  const known = new KnownHosts({ store, registry });
  const views: Services['views'] = {
    hosts: new HostView({ store, known, links: (host) => links.of(host) }),
    instances: new InstanceView({ store, registry, reports }),
    clones: new CloneView(store),
    replicas: new ReplicaView({ store, registry, reports }),
  };
  const tools: CloneTools = {
    ...{ store, registry, captures, removal, freeLogBytes, freezes: new KeyedLock(), kept: new KeyedLock() },
    reservations: new Reservations(),
    hosts: (signal) => known.forPlacement(signal),
    linksFrom: (host) => links.from(host),
    routeFacts: (taker, source) => links.routeFacts(taker, source),
  };
  const cloneRemoval = new CloneRemoval(tools, running);
  const server = await startServer({
    listen: options.listen,
    trusted: options.trusted,
    log: component('grpc'),
    services: [
      coordinatorService({
        version: options.version,
        store,
        registry,
        operations,
        hosts: { records, remove: new HostRemoval({ store, registry, logs, running }) },
        instances: {
          create: new InstanceCreation(tools),
          stop: new InstanceStop(tools),
          remove: new InstanceRemoval({ ...tools, cloneRemoval }, running),
        },
        clones: {
          create: new CloneCreation(tools),
          start: new ReplicaStart(tools, logs),
          remove: cloneRemoval,
        },
        replicas: { remove: new ReplicaRemoval(tools, running) },
        views,
      }),
    ],
  });
  const stopForgetting = forgetOldOperations(store, component('operation'));
  const stopExpiry = removeExpired(
    store,
    (clone) =>
      operations.accept('clone.remove', { id: '', content: {} }, (id) => cloneRemoval.prepare(clone, id)),
    component('expiry'),
  );
  const ending = endInterrupted({
    ...{ store, owner, reconciler, log: component('operation') },
    ...(options.hostWaitMs === undefined ? {} : { hostWaitMs: options.hostWaitMs }),
  }).catch((error: unknown) => log.error({ err: error }, 'interrupted operations not ended'));
  server.setServing(true);

  return {
    target: server.target,
    async shutdown(graceMs) {
      server.setServing(false);
      stopForgetting();
      stopExpiry();
      // Heartbeats must go on while operations are undone: undoing needs the agents.
      await operations.stop(Math.max(0, graceMs - SERVER_GRACE_MS));
      reconciler.close();
      links.close();
      await server.shutdown(Math.min(graceMs, SERVER_GRACE_MS));
      records.close();
      registry.close();
      await ending;
    },
  };
}
