import { hasReason } from '../../runtime/errors/mod.js';
import { logSize, wireAddresses, type Captures, type Logs } from '../capture/mod.js';
import { heldBy } from '../clone/mod.js';
import { CALL_MS, type Registry } from '../registry/mod.js';
import type { Removal } from '../removal/mod.js';
import type { InstanceRecord, Store } from '../store/mod.js';
import { feederGone } from '../view/mod.js';
import type { Action } from './decide.js';

export interface CarryOutTools {
  readonly store: Store;
  readonly registry: Registry;
  readonly captures: Captures;
  readonly logs: Logs;
  readonly removal: Removal;
  readonly running: () => ReadonlySet<string>;
  readonly freeLogBytes: () => Promise<number | undefined>;
}

/** Does what was decided. Records are looked at once more: what an operation has taken up since is left to it. */
export async function carryOut(action: Action, host: string, tools: CarryOutTools): Promise<void> {
  const { store, registry, captures, removal, running } = tools;
  switch (action.type) {
    case 'adopt-instance':
      return adopt(action.name, host, store);
    case 'mark-instance-lost':
      await store.instances.change(action.name, (record) =>
        record.state.phase === 'present'
          ? { ...record, state: { phase: 'lost', why: action.why } }
          : undefined,
      );
      return;
    case 'remove-instance':
      return removeInstance(action.name, tools);
    case 'remove-clone': {
      const record = (await store.clones.get(action.name))?.value;
      if (record !== undefined && !running().has(heldBy(record.state) ?? '')) await removal.clone(record);
      return;
    }
    case 'remove-replica': {
      const record = (await store.replicas.get(action.name))?.value;
      const holder = record !== undefined && 'operation' in record.state ? record.state.operation : '';
      if (record !== undefined && !running().has(holder)) await removal.replica(record);
      return;
    }
    case 'detach-replica':
      return detachReplica(action.name, host, tools);
    case 'remove-unknown-replica':
      await removal.stopReplay(host, action.name);
      await registry.agent(host).removeHostReplica({ name: action.name }, { timeoutMs: CALL_MS.remove });
      return;
    case 'remove-stray-copy':
      return removal.strayCopy(host, action.name);
    case 'stop-unknown-replay':
      return removal.stopReplay(host, action.name);
    case 'start-capture':
      return startCapture(action.instance, host, tools);
    case 'stop-capture':
    case 'delete-log':
      return captures.release(action.instance, host);
  }
}

async function adopt(name: string, host: string, { instances }: Store): Promise<void> {
  const record: InstanceRecord = {
    name,
    host,
    createdAt: new Date().toISOString(),
    state: { phase: 'present' },
  };
  if (await instances.create(name, record)) return;
  await instances.change(name, (stored) =>
    stored.state.phase === 'lost' ? { ...stored, host, state: { phase: 'present' } } : undefined,
  );
}

async function removeInstance(name: string, { store, removal, running }: CarryOutTools): Promise<void> {
  const record = (await store.instances.get(name))?.value;
  if (record === undefined) return;
  const { state } = record;
  if ((state.phase !== 'creating' && state.phase !== 'removing') || running().has(state.operation)) return;
  try {
    await removal.instance(record, state.phase === 'creating' || state.force);
  } catch (error) {
    // It runs, and nobody said that it may be stopped: the removal that died would have been refused as well.
    if (!hasReason(error, 'HOST_INSTANCE_RUNS')) throw error;
    await store.instances.change(name, (stored) => ({ ...stored, state: { phase: 'present' } }));
  }
}

/** The replica lives; what is known of where it stands is its place in the log. */
async function detachReplica(name: string, host: string, { store, logs }: CarryOutTools): Promise<void> {
  const instance = (await store.replicas.get(name))?.value.instance;
  if (instance === undefined) return;
  const position = await logs.position(instance, name);
  const done =
    position === undefined
      ? ''
      : `; message ${position} of the log was the last that it had worked off whole`;
  await store.replicas.change(name, (record) =>
    record.state.phase === 'following'
      ? { ...record, state: { phase: 'detached', why: `${feederGone(host)}${done}.` } }
      : undefined,
  );
}

/** The log then goes on in a new epoch, which a replayer takes for the gap that it is. */
async function startCapture(instance: string, host: string, tools: CarryOutTools): Promise<void> {
  const { instances } = await tools.registry.agent(host).listHostInstances({}, { timeoutMs: CALL_MS.ask });
  const detail = instances.find(({ spec }) => spec?.name === instance);
  if (detail?.state !== 'CONTAINER_STATE_RUNNING') return;
  const target = {
    instance,
    host,
    interface: detail.interface,
    addresses: wireAddresses(detail),
    pid: detail.pid,
    servicePorts: detail.spec === null ? [] : [detail.spec.port],
  };
  await tools.captures.start(target, logSize(0, await tools.freeLogBytes()));
}
