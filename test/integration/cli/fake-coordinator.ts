import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { RemoteError } from '../../../runtime/errors/mod.js';
import { service, startServer } from '../../../runtime/grpc/mod.js';
import type { ServiceHandlers } from '../../../runtime/grpc/mod.js';
import { silentLogger } from '../../../runtime/log/mod.js';

export type CoordinatorHandlers = ServiceHandlers<'CoordinatorService'>;

/** A coordinator that says what a test scripted, over real gRPC. */
export interface FakeCoordinator {
  readonly runDir: string;
  readonly target: string;
  /** Calls received: method and request. */
  readonly calls: { readonly method: string; readonly request: unknown }[];
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const METHODS = [
  'getStatus',
  'runInstance',
  'listInstances',
  'getInstance',
  'stopInstance',
  'removeInstance',
  'createClone',
  'listClones',
  'getClone',
  'removeClone',
  'listReplicas',
  'getReplica',
  'removeReplica',
  'listOperations',
  'getOperation',
  'cancelOperation',
  'listHosts',
  'getHostStatus',
  'checkHost',
  'drainHost',
  'setHostLabels',
  'removeHost',
] as const;

/** What is not scripted fails with reason NOT_SCRIPTED. */
function notScripted(method: string): never {
  throw new RemoteError('NOT_SCRIPTED', `${method} is not scripted.`, { code: 'INTERNAL' });
}

/** Starts a fake on a socket in a folder of its own, or in `runDir`. It ends with the test at the latest. */
export async function startFakeCoordinator(
  script: Partial<CoordinatorHandlers>,
  runDir?: string,
): Promise<FakeCoordinator> {
  const folder = runDir ?? (await mkdtemp(join(tmpdir(), 'pk-cli-')));
  const calls: FakeCoordinator['calls'] = [];
  const defaults = Object.fromEntries(
    [...METHODS, 'heartbeat', 'streamLogs', 'watchReplica', 'execReplica', 'watchOperation'].map((method) => [
      method,
      () => notScripted(method),
    ]),
  );
  const handlers = { ...defaults, ...script } as unknown as Record<string, (...args: unknown[]) => unknown>;
  const recorded = Object.fromEntries(
    Object.entries(handlers).map(([method, handler]) => [
      method,
      (request: unknown, context: unknown) => {
        calls.push({ method, request });
        return handler(request, context);
      },
    ]),
  );
  const server = await startServer({
    listen: `unix:${join(folder, 'coordinator.sock')}`,
    services: [service('CoordinatorService', recorded as unknown as CoordinatorHandlers)],
    log: silentLogger(),
  });
  server.setServing(true);
  const stop = async (): Promise<void> => {
    await server.shutdown(100);
    if (runDir === undefined) await rm(folder, { recursive: true, force: true });
  };
  // A test may start one after the other.
  onTestFinished(stop);
  return { runDir: folder, target: server.target, calls, stop };
}
