/**
 * NATS: the connection, JetStream, key-value buckets, and a nats-server of our own. The one folder that knows how they
 * are reached; types and constants of the client packages may be imported from those directly.
 */
export { isNatsHere, readNatsConfig, writeNatsConfig, type NatsConfig } from './config.js';
export {
  connectNats,
  jetstream,
  jetstreamManager,
  openBucket,
  type ConnectNatsOptions,
} from './connection.js';
export { takePort } from './free-port.js';
export { startNatsServer, type NatsServerOptions, type RunningNatsServer } from './server.js';
export {
  NatsConfigInvalidError,
  NatsConfigMissingError,
  NatsNotAuthorizedError,
  NatsPortInUseError,
  NatsServerFailedError,
  NatsServerMissingError,
  NatsStoreNotWritableError,
  NatsUnreachableError,
} from './errors.js';
export type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
export type { KV, KvEntry, KvOptions } from '@nats-io/kv';
export type { NatsConnection } from '@nats-io/transport-node';
