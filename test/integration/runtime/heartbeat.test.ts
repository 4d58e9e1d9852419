import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { HeartbeatRequest__Output } from '../../../proto/gen/parikshan/v1/HeartbeatRequest.js';
import { service, startServer, type RunningServer, type ServiceHandlers } from '../../../runtime/grpc/mod.js';
import { startHeartbeat, type Heartbeat } from '../../../runtime/heartbeat/mod.js';
import { silentLogger } from '../../../runtime/log/mod.js';

let folder: string;
let heartbeat: Heartbeat | undefined;
let server: RunningServer | undefined;
const beats: HeartbeatRequest__Output[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pk-beat-'));
  beats.length = 0;
});

afterEach(async () => {
  await heartbeat?.stop();
  await server?.shutdown(0);
  rmSync(folder, { recursive: true });
});

/** A coordinator that knows no other call. */
async function startCoordinator(): Promise<RunningServer> {
  const handlers: Pick<ServiceHandlers<'CoordinatorService'>, 'heartbeat'> = {
    heartbeat: async function* (requests) {
      for await (const beat of requests) {
        beats.push(beat);
        yield { timeToLiveMs: 300 };
      }
    },
  };
  const bound = service('CoordinatorService', handlers as ServiceHandlers<'CoordinatorService'>);
  return startServer({ listen: `unix:${folder}/c.sock`, services: [bound], log: silentLogger() });
}

function start(): Heartbeat {
  return startHeartbeat({
    coordinatorTarget: `unix:${folder}/c.sock`,
    hostName: 'host-a',
    role: 'ROLE_AGENT',
    target: 'unix:/run/agent.sock',
    version: '1.2.3',
    log: silentLogger(),
  });
}

it('says who it is, again and again, and stops', async () => {
  server = await startCoordinator();
  heartbeat = start();
  await expect.poll(() => beats.length, { timeout: 5_000 }).toBeGreaterThan(3);
  expect(beats[0]).toEqual({
    host: 'host-a',
    role: 'ROLE_AGENT',
    target: 'unix:/run/agent.sock',
    version: '1.2.3',
    sshHop: null,
    sshLogin: false,
  });
  expect(heartbeat.connected).toBe(true);
  await heartbeat.stop();
  const { length } = beats;
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(beats.length).toBe(length);
});

it('finds a coordinator that comes late, and one that comes back', async () => {
  heartbeat = start();
  server = await startCoordinator();
  await expect.poll(() => heartbeat?.connected, { timeout: 10_000 }).toBe(true);
  await server.shutdown(0);
  await expect.poll(() => heartbeat?.connected, { timeout: 10_000 }).toBe(false);
  beats.length = 0;
  server = await startCoordinator();
  await expect.poll(() => beats.length, { timeout: 10_000 }).toBeGreaterThan(0);
});
