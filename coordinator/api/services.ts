import type { ServiceHandlers } from '../../runtime/grpc/mod.js';
import type { CloneCreation, CloneRemoval, ReplicaStart } from '../clone/mod.js';
import type { HostRecords, HostRemoval } from '../host/mod.js';
import type { InstanceCreation, InstanceRemoval, InstanceStop } from '../instance/mod.js';
import type { Operations } from '../operation/mod.js';
import type { Registry } from '../registry/mod.js';
import type { ReplicaRemoval } from '../replica/mod.js';
import type { Store } from '../store/mod.js';
import type { CloneView, HostView, InstanceView, ReplicaView } from '../view/mod.js';

/** What the handlers stand on. */
export interface Services {
  readonly version: string;
  readonly store: Store;
  readonly registry: Registry;
  readonly operations: Operations;
  readonly hosts: { readonly records: HostRecords; readonly remove: HostRemoval };
  readonly instances: {
    readonly create: InstanceCreation;
    readonly stop: InstanceStop;
    readonly remove: InstanceRemoval;
  };
  readonly clones: {
    readonly create: CloneCreation;
    readonly start: ReplicaStart;
    readonly remove: CloneRemoval;
  };
  readonly replicas: { readonly remove: ReplicaRemoval };
  readonly views: {
    readonly hosts: HostView;
    readonly instances: InstanceView;
    readonly clones: CloneView;
    readonly replicas: ReplicaView;
  };
}

type Handlers = ServiceHandlers<'CoordinatorService'>;
/** Some of the service's handlers. */
export type SomeHandlers<Method extends keyof Handlers> = Pick<Handlers, Method>;
