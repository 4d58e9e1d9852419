import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  connect,
  service,
  startServer,
  type Client,
  type RunningServer,
  type ServiceHandlers,
} from '../../../../runtime/grpc/mod.js';
import { silentLogger, type Logger } from '../../../../runtime/log/mod.js';

type Handlers<Name extends 'ProxyService' | 'AgentService'> = Partial<ServiceHandlers<Name>>;

/** Both ways to listen; each test runs over both. */
export const TRANSPORTS = ['unix', 'tcp'] as const;

/** A server with the given handlers and a client to it, both gone when the test ends. */
export async function serve<Name extends 'ProxyService' | 'AgentService'>(
  name: Name,
  handlers: Handlers<Name>,
  transport: (typeof TRANSPORTS)[number] = 'unix',
  log: Logger = silentLogger(),
): Promise<{ server: RunningServer; client: Client<Name> }> {
  const listen = transport === 'tcp' ? '127.0.0.1:0' : await socketTarget();
  const server = await startServer({
    listen,
    services: [service(name, handlers as unknown as ServiceHandlers<Name>)],
    log,
  });
  const client = connect(name, server.target);
  onTestFinished(async () => {
    client.close();
    await server.shutdown(0);
  });
  return { server, client };
}

/** A unix target in a folder that goes with the test. */
export async function socketTarget(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pk-runtime-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return `unix:${join(folder, 's.sock')}`;
}
