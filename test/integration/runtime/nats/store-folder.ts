import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  startNatsServer,
  type NatsServerOptions,
  type RunningNatsServer,
} from '../../../../runtime/nats/mod.js';

/** A folder for a store that goes with the test. */
export async function storeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pk-nats-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'nats');
}

/** A nats-server on a free port that ends with the test. */
export async function startForTest(options: Partial<NatsServerOptions> = {}): Promise<RunningNatsServer> {
  const storeDir = options.storeDir ?? (await storeFolder());
  const server = await startNatsServer({ port: 0, diesWithParent: true, ...options, storeDir });
  onTestFinished(() => server.stop(2_000));
  return server;
}
