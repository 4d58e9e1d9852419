import { chmod } from 'node:fs/promises';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { PackageDefinition } from '@grpc/proto-loader';
import { targetFault } from '../config/mod.js';
import type { Network } from '../ip/mod.js';
import type { Logger } from '../log/mod.js';
import { SERVER_OPTIONS } from './channel-options.js';
import { AddressInUseError, CannotListenError, ServerStoppingError } from './errors.js';
import { clearListenAddress, unixPath } from './listen-address.js';
import { RunningCalls } from './running-calls.js';
import type { BoundService } from './service.js';
import { fullServiceName, packageDefinition, serviceDefinition } from './services.js';
import { refuseStrangers } from './refuse-strangers.js';
import { settledWithin } from './settled-within.js';

/** What to serve, and where. */
export interface ServerOptions {
  /** `unix:/absolute/path`, or `host:port`; port 0 takes a free one. */
  readonly listen: string;
  /** Whose calls are served, beside those of this machine. Undefined: only loopback and unix sockets can be listened on. */
  readonly trusted?: Network | undefined;
  readonly services: readonly BoundService[];
  readonly log: Logger;
}

/** A server that accepts calls. */
export interface RunningServer {
  /** Where it is reached; like `listen`, with the port that was taken. */
  readonly target: string;
  /** What health checks are told, for the server as a whole (service ``) and for each service. Not serving at first. */
  setServing(serving: boolean): void;
  /**
   * Says `not serving`, accepts no new calls, ends streams with SERVER_STOPPING, lets other calls end for up to
   * `graceMs` milliseconds, then aborts their signals and closes every connection. Safe to call twice.
   */
  shutdown(graceMs: number): Promise<void>;
}

/**
 * Time for the last answers to leave the socket once no call is under way, milliseconds. Whoever still holds a
 * connection open then (a health watch never ends by itself) is cut off.
 */
const FLUSH_MS = 250;

/**
 * Serves gRPC with health (grpc.health.v1) and reflection.
 * @throws AddressInUseError or CannotListenError
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { listen, services, log, trusted } = options;
  // Large, and of no use to clients.
  const [{ ReflectionService }, { HealthImplementation }] = await Promise.all([
    import('@grpc/reflection'),
    import('grpc-health-check'),
  ]);
  const server = new Server({
    ...SERVER_OPTIONS,
    ...(trusted === undefined ? {} : { interceptors: [refuseStrangers(trusted, log)] }),
  });
  const calls = new RunningCalls();
  for (const bound of services) {
    server.addService(serviceDefinition(bound.name), bound.implement(calls, log));
  }
  const names = services.map(({ name }) => fullServiceName(name));
  const health = new HealthImplementation();
  const setServing = (serving: boolean): void => {
    for (const name of ['', ...names]) health.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING');
  };
  setServing(false);
  health.addToServer(server);
  const defined = Object.assign(
    {},
    ...services.map(({ name }) => packageDefinition(name)),
  ) as PackageDefinition;
  new ReflectionService(defined, { services: names }).addToServer(server);

  const fault = targetFault(listen);
  if (fault !== undefined) throw new CannotListenError(listen, fault);
  await clearListenAddress(listen, trusted !== undefined);
  const target = await bind(server, listen);
  log.info({ target }, 'listening');

  let stopped: Promise<void> | undefined;
  const stop = async (graceMs: number): Promise<void> => {
    setServing(false);
    const closed = new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
    calls.endStreams(new ServerStoppingError());
    if (!(await settledWithin(calls.idle(), graceMs))) {
      log.warn({ calls: calls.size, graceMs }, 'calls still under way after the grace, ending them');
      calls.endAll(new ServerStoppingError());
    }
    await settledWithin(closed, FLUSH_MS);
    server.forceShutdown();
    await closed;
  };
  return { target, setServing, shutdown: (graceMs) => (stopped ??= stop(graceMs)) };
}

async function bind(server: Server, listen: string): Promise<string> {
  let port: number;
  try {
    port = await new Promise((resolve, reject) => {
      server.bindAsync(listen, ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (message.includes('EADDRINUSE')) throw new AddressInUseError(listen, undefined, error);
    throw new CannotListenError(listen, message, error);
  }
  const path = unixPath(listen);
  if (path === undefined) return listen.replace(/:\d+$/, `:${port}`);
  // Whoever can connect can do to this host what the role can.
  await chmod(path, 0o600);
  return listen;
}
