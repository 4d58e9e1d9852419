import { jetstream, jetstreamManager, openBucket, type NatsConnection } from '../../runtime/nats/mod.js';
import { Collection } from './collection.js';
import { Cuts } from './cuts.js';
import { Events } from './events.js';
import {
  cloneRecord,
  hostRecord,
  instanceRecord,
  operationRecord,
  replicaRecord,
  requestRecord,
  type CloneRecord,
  type HostRecord,
  type InstanceRecord,
  type OperationRecord,
  type ReplicaRecord,
  type RequestRecord,
} from './records.js';

export const STATE_BUCKET = 'parikshan_state';

/** All that coordinators know: a KV bucket and the stream of operation events. A coordinator keeps nothing besides. */
export interface Store {
  readonly instances: Collection<InstanceRecord>;
  readonly clones: Collection<CloneRecord>;
  readonly cuts: Cuts;
  readonly replicas: Collection<ReplicaRecord>;
  readonly operations: Collection<OperationRecord>;
  readonly hosts: Collection<HostRecord>;
  readonly requests: Collection<RequestRecord>;
  readonly events: Events;
}

/** Opens the state, making what is not there yet. */
export async function openStore(nats: NatsConnection): Promise<Store> {
  const kv = await openBucket(nats, STATE_BUCKET, { history: 1 });
  const events = new Events(jetstream(nats), await jetstreamManager(nats));
  await events.open();
  return {
    instances: new Collection(kv, 'instances', instanceRecord),
    clones: new Collection(kv, 'clones', cloneRecord),
    cuts: new Cuts(kv),
    replicas: new Collection(kv, 'replicas', replicaRecord),
    operations: new Collection(kv, 'operations', operationRecord),
    hosts: new Collection(kv, 'hosts', hostRecord),
    requests: new Collection(kv, 'requests', requestRecord),
    events,
  };
}
