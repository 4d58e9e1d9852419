import type { NatsConfig } from '../../runtime/nats/mod.js';
import type { Finding } from '../checks/mod.js';
import type { Coordinator } from '../coordinator.js';
import type { HostFacts, HostPlaces } from './look.js';
import type { Membership, SshMembership } from './configuration.js';
import type { Product } from './product.js';
import type { RemoteHost } from './remote-host.js';

/** What was asked for. */
export interface AddRequest {
  /** The host as people write it, for messages. */
  readonly label: string;
  readonly places: HostPlaces;
  /** Undefined: the host's own name. */
  readonly name: string | undefined;
  /** Undefined: the host's end of the ssh connection. */
  readonly address: string | undefined;
  /** gRPC target of the coordinator, as the host is to use it. */
  readonly coordinator: string;
  readonly trustedNetwork: string;
  readonly instanceNetwork: string | undefined;
  readonly ssh: SshMembership;
  readonly nats: NatsConfig;
}

/** What the steps share: each reads what earlier ones put there and adds its own. */
export interface AddContext {
  readonly request: AddRequest;
  readonly host: RemoteHost;
  readonly coordinator: Coordinator;
  facts?: HostFacts;
  /** Whether the coordinator knew a host of this name before. */
  knownBefore: boolean;
  findings: readonly Finding[];
  product?: Product;
  member?: Membership;
  /** Whether the version on the host is ours to remove. */
  addedVersion: boolean;
  /** Whether the configuration on the host was touched. */
  configured: boolean;
  /** Whether roles were started, or stopped to be started anew. */
  started: boolean;
  /** Whether anything on the host was changed. */
  changed: boolean;
}

/** What an earlier step has put there. */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a step ran before the one it stands on');
  return value;
}
