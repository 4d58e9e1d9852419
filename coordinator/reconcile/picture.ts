import { findParikshanError } from '../../runtime/errors/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import type { Logs } from '../capture/mod.js';
import { CALL_MS, type Registry } from '../registry/mod.js';
import type { CloneRecord, InstanceRecord, ReplicaRecord, Store, Stored } from '../store/mod.js';
import type { Held, Picture } from './decide.js';

interface Snapshot {
  readonly instances: readonly Stored<InstanceRecord>[];
  readonly clones: readonly Stored<CloneRecord>[];
  readonly replicas: readonly Stored<ReplicaRecord>[];
}

export interface PictureSources {
  readonly store: Store;
  readonly registry: Registry;
  readonly logs: Logs;
  readonly running: () => ReadonlySet<string>;
  readonly log: Logger;
}

/** Asks the state, the roles of a host, and the state again: work goes on meanwhile, and must not be taken for leftovers. */
export async function takePicture(host: string, sources: PictureSources): Promise<Picture> {
  const { store, registry, logs } = sources;
  const runningBefore = sources.running();
  const before = await snapshot(store);
  const presence = registry.presence(host);
  const [agent, proxy, logNames] = await Promise.all([
    presence.agentAlive ? agentHeld(host, sources) : undefined,
    presence.proxyAlive ? proxyHeld(host, sources) : undefined,
    logs.list(),
  ]);
  const after = await snapshot(store);
  return {
    instances: stable(before.instances, after.instances, host),
    clones: stable(before.clones, after.clones, host),
    replicas: stable(before.replicas, after.replicas, host),
    known: {
      instances: names(before.instances, after.instances),
      clones: names(before.clones, after.clones),
      replicas: names(before.replicas, after.replicas),
    },
    clonesOfOthers: names(
      unchanged(before.clones, after.clones).filter(
        ({ value }) => value.host !== host && value.copies?.includes(host) !== true,
      ),
    ),
    usedElsewhere: new Set(
      [...before.replicas, ...after.replicas]
        .filter(({ value }) => value.host !== host)
        .map(({ value }) => value.clone),
    ),
    cloned: new Set([...before.clones, ...after.clones].map(({ value }) => value.instance)),
    running: new Set([...runningBefore, ...sources.running()]),
    agent,
    proxy,
    logs: logNames,
  };
}

async function snapshot({ instances, clones, replicas }: Store): Promise<Snapshot> {
  const [a, b, c] = await Promise.all([instances.list(), clones.list(), replicas.list()]);
  return { instances: a, clones: b, replicas: c };
}

/** Records of the host that nobody wrote between the two looks. */
function stable<T extends { name: string; host: string }>(
  before: readonly Stored<T>[],
  after: readonly Stored<T>[],
  host: string,
): T[] {
  return unchanged(before, after)
    .filter(({ value }) => value.host === host)
    .map(({ value }) => value);
}

function unchanged<T extends { name: string }>(
  before: readonly Stored<T>[],
  after: readonly Stored<T>[],
): Stored<T>[] {
  const revisions = new Map(before.map(({ value, revision }) => [value.name, revision]));
  return after.filter(({ value, revision }) => revisions.get(value.name) === revision);
}

function names<T extends { name: string }>(...looks: readonly (readonly Stored<T>[])[]): ReadonlySet<string> {
  return new Set(looks.flat().map(({ value }) => value.name));
}

async function agentHeld(host: string, { registry, log }: PictureSources): Promise<Held | undefined> {
  const asked = registry.agent(host).getAgentInventory({}, { timeoutMs: CALL_MS.ask });
  return heldOrNotAsked(asked, log.child({ host, asked: 'agent' }));
}

async function proxyHeld(host: string, { registry, log }: PictureSources): Promise<Held | undefined> {
  const asked = registry.proxy(host).getProxyInventory({}, { timeoutMs: CALL_MS.ask });
  return heldOrNotAsked(asked, log.child({ host, asked: 'proxy' }));
}

async function heldOrNotAsked(
  asked: Promise<{ inventory: Held | null }>,
  log: Logger,
): Promise<Held | undefined> {
  try {
    return (await asked).inventory ?? undefined;
  } catch (error) {
    if (findParikshanError(error) === undefined) throw error;
    log.warn({ err: error }, 'inventory not had');
    return undefined;
  }
}
