import { jetstream as openJetstream, jetstreamManager as openManager } from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { Kvm, type KV, type KvOptions } from '@nats-io/kv';
import { AuthorizationError, connect, type NatsConnection } from '@nats-io/transport-node';
import { causes } from '../errors/mod.js';
import type { Logger } from '../log/mod.js';
import type { NatsConfig } from './config.js';
import { NatsNotAuthorizedError, NatsUnreachableError } from './errors.js';

/** How to connect. */
export interface ConnectNatsOptions {
  /** Told of losses and returns of the connection. */
  readonly log?: Logger | undefined;
  /** Time for the first connection, milliseconds. Default 5 s. */
  readonly timeoutMs?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 5_000;
/** Between two attempts to connect again, milliseconds; up to as much again at random. */
const RECONNECT_WAIT_MS = 250;
/** A server that is silent this long is asked; two unanswered questions mean that it is lost. Milliseconds. */
const PING_INTERVAL_MS = 10_000;

/**
 * Connects to NATS under a name that `nats-server` shows in its own lists. A connection that is lost later comes back
 * by itself, however long that takes; what is published meanwhile waits in memory, so bound what is unacknowledged.
 * @throws NatsUnreachableError or NatsNotAuthorizedError when the first connection fails
 */
export async function connectNats(
  config: NatsConfig,
  name: string,
  options: ConnectNatsOptions = {},
): Promise<NatsConnection> {
  const { servers, token } = config;
  const { log, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  let connection: NatsConnection;
  try {
    connection = await connect({
      servers: [...servers],
      ...(token === undefined ? {} : { token }),
      name,
      timeout: timeoutMs,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_WAIT_MS,
      reconnectJitter: RECONNECT_WAIT_MS,
      // A server that starts again may refuse for a moment; giving up for good would need a restart of the role.
      ignoreAuthErrorAbort: true,
      pingInterval: PING_INTERVAL_MS,
    });
  } catch (error) {
    for (const cause of causes(error))
      if (cause instanceof AuthorizationError) throw new NatsNotAuthorizedError(servers, error);
    throw new NatsUnreachableError(servers, error);
  }
  if (log !== undefined) void follow(connection, log);
  return connection;
}

/** A client that publishes to and consumes from streams. */
export function jetstream(connection: NatsConnection): JetStreamClient {
  return openJetstream(connection);
}

/** A client that makes, changes and removes streams and consumers. Fails where JetStream is not enabled. */
export function jetstreamManager(connection: NatsConnection): Promise<JetStreamManager> {
  return openManager(connection);
}

/** Opens a key-value bucket, made with these options if there is none of that name. */
export function openBucket(
  connection: NatsConnection,
  name: string,
  options: Partial<KvOptions> = {},
): Promise<KV> {
  return new Kvm(connection).create(name, options);
}

async function follow(connection: NatsConnection, log: Logger): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === 'disconnect') log.warn({ server: status.server }, 'connection to NATS lost');
    else if (status.type === 'reconnect') log.info({ server: status.server }, 'connection to NATS is back');
    else if (status.type === 'error') log.warn({ err: status.error }, 'NATS reports an error');
    else if (status.type === 'slowConsumer')
      log.warn({ pending: status.pending }, 'NATS reports a slow consumer');
  }
}
