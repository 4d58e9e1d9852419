import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeOnSystem } from '../requirements.js';
import { TestInstallation } from './support/agent-process.js';
import { ask, ECHO_PORT, echoSpec } from './support/echo-server.js';
import { leftovers } from './support/leftovers.js';
import { makeNodeRoot } from './support/node-root.js';

const CALL = { timeoutMs: 60_000 };

describeOnSystem('an agent that dies', () => {
  let installation: TestInstallation;
  let root: { path: string; remove: () => void };

  beforeAll(async () => {
    root = makeNodeRoot();
    installation = new TestInstallation();
    await installation.start();
  });

  afterAll(async () => {
    await installation?.remove();
    root?.remove();
  });

  async function lines(options: { follow?: boolean; tail?: number; count?: number }): Promise<string[]> {
    const found: string[] = [];
    const request = { name: 'echo', follow: options.follow ?? false, tail: options.tail ?? 0 };
    for await (const { line } of installation.client.streamContainerLogs(request, { timeoutMs: 20_000 })) {
      found.push(line.toString());
      if (found.length === options.count) break;
    }
    return found;
  }

  test('leaves its instances running and their output logged, and the next one finds them', async () => {
    const { instance } = await installation.client.createInstance({ spec: echoSpec(root.path) }, CALL);
    await installation.end('SIGKILL');
    await delay(500);
    expect(await ask(instance?.address ?? '', ECHO_PORT)).toBe('I am echo');
    await installation.start();
    const { instances } = await installation.client.listHostInstances({}, CALL);
    expect(instances).toMatchObject([{ state: 'CONTAINER_STATE_RUNNING', pid: instance?.pid }]);
    // Every line from before, between and after the two agents, none lost and none doubled.
    const all = await lines({ follow: true, count: 31 });
    expect(all).toEqual(['listening', ...Array.from({ length: 30 }, (_, index) => `line ${index + 1}`)]);
    const [last] = await lines({ tail: 1 });
    expect(Number(last?.slice('line '.length))).toBeGreaterThan(10);
    const following = lines({ follow: true, tail: 1 });
    await delay(200);
    await installation.client.stopHostInstance({ name: 'echo' }, CALL);
    expect((await following).length).toBeGreaterThan(1);
    await installation.client.removeHostInstance({ name: 'echo' }, CALL);
    expect(await leftovers(installation)).toEqual([]);
  });

  test.each(['instance.json', 'rootfs', 'bundle', 'container.pid'])(
    'killed once %s exists, leaves what the next one removes',
    async (file) => {
      const path = join(installation.stateDir, 'instances', 'echo', file);
      const creation = installation.client.createInstance({ spec: echoSpec(root.path) }, CALL);
      const failed = expect(creation).rejects.toThrow();
      while (!existsSync(path)) await delay(2);
      await installation.end('SIGKILL');
      await failed;
      await installation.start();
      expect((await installation.client.listHostInstances({}, CALL)).instances).toEqual([]);
      await expect.poll(() => leftovers(installation), { timeout: 10_000 }).toEqual([]);
    },
  );

  test('a caller that leaves in the middle of a creation leaves nothing behind', async () => {
    const leave = new AbortController();
    const creation = installation.client.createInstance(
      { spec: echoSpec(root.path) },
      { ...CALL, signal: leave.signal },
    );
    const failed = expect(creation).rejects.toThrow();
    while (!existsSync(join(installation.stateDir, 'instances', 'echo', 'rootfs'))) await delay(2);
    leave.abort();
    await failed;
    await expect.poll(() => leftovers(installation), { timeout: 10_000 }).toEqual([]);
  });
});
