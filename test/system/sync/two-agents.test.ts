import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FetchCloneResponse__Output } from '../../../proto/gen/parikshan/v1/FetchCloneResponse.js';
import type { FetchDiskResponse__Output } from '../../../proto/gen/parikshan/v1/FetchDiskResponse.js';
import { TestInstallation } from '../agent/support/agent-process.js';
import { ask, ECHO_PORT, echoSpec } from '../agent/support/echo-server.js';
import { leftovers } from '../agent/support/leftovers.js';
import { makeNodeRoot } from '../agent/support/node-root.js';
import { describeOnSystem } from '../requirements.js';

const CALL = { timeoutMs: 60_000 };
const CLONE = 'echo-1';
const REPLICA = 'echo-1-r1';

describeOnSystem('a clone that travels from one agent to another', () => {
  let [production, lab]: TestInstallation[] = [];
  let root: { path: string; remove: () => void };

  beforeAll(async () => {
    root = makeNodeRoot();
    [production, lab] = [new TestInstallation(), new TestInstallation()];
    await Promise.all([production.start(), lab.start()]);
  });

  afterAll(async () => {
    await Promise.all([production?.remove(), lab?.remove()]);
    root?.remove();
  });

  test('becomes a replica there', async () => {
    const [source, target] = [production!.client, lab!.client];
    const { instance } = await source.createInstance({ spec: echoSpec(root.path) }, CALL);

    const request = { clone: CLONE, instance: 'echo', source: production!.target };
    const passes: FetchDiskResponse__Output[] = [];
    for await (const message of target.fetchDisk(request, CALL)) passes.push(message);
    expect(passes.at(-1)).toMatchObject({ done: true, why: 'LAST_PASS_SMALL' });
    const first = passes.findLast(({ pass }) => pass === 1)!.disk!;
    expect(first).toMatchObject({ method: 'TRANSFER_METHOD_ALLOCATED', bytesDone: first.bytesTotal });
    for (const { client } of [production!, lab!]) {
      const { inventory } = await client.getAgentInventory({}, CALL);
      expect(inventory).toMatchObject({ clones: [], partialClones: [CLONE] });
    }

    await source.freezeInstance({ instance: 'echo', clone: CLONE, replicas: 0 }, CALL);
    const fetched: FetchCloneResponse__Output[] = [];
    for await (const message of target.fetchClone({ clone: CLONE, source: production!.target }, CALL))
      fetched.push(message);
    const { parts, done, alreadyHere } = fetched.at(-1)!;
    expect({ done, alreadyHere }).toEqual({ done: true, alreadyHere: false });
    const [disk, memory] = parts;
    expect(disk).toMatchObject({ method: 'TRANSFER_METHOD_EXTENTS', bytesDone: disk!.bytesTotal });
    expect(disk!.base).toMatch(/^echo-1\.[0-9a-f]{16}$/);
    expect(disk!.bytesTotal).toBeLessThan(first.bytesTotal / 4);
    expect(memory!.bytesTotal).toBeGreaterThan(2 ** 20);
    const { inventory } = await target.getAgentInventory({}, CALL);
    expect(inventory).toMatchObject({ clones: [CLONE], partialClones: [] });

    // What the source holds is not needed any more.
    await source.removeHostClone({ clone: CLONE }, CALL);
    await target.prepareReplica({ clone: CLONE, replica: REPLICA }, CALL);
    const { replica } = await target.restoreReplica({ replica: REPLICA }, CALL);
    expect(replica).toMatchObject({ state: 'CONTAINER_STATE_RUNNING', instance: 'echo' });
    const replicaSays = [];
    const command = [
      'node',
      '-e',
      `require('net').connect(${ECHO_PORT}, '127.0.0.1').on('data', (d) => process.stdout.write(d))`,
    ];
    async function* start() {
      yield { start: { replica: REPLICA, command } };
    }
    for await (const { stdout } of target.execInReplica(start(), CALL))
      replicaSays.push(stdout?.toString() ?? '');
    expect(replicaSays.join('')).toContain('I am echo');
    expect(await ask(instance!.address, ECHO_PORT)).toBe('I am echo');

    // The clone is there after a restart of the agent, too.
    await lab!.end('SIGTERM');
    await lab!.start();
    expect((await lab!.client.getAgentInventory({}, CALL)).inventory).toMatchObject({ clones: [CLONE] });
    await lab!.client.removeHostReplica({ name: REPLICA }, CALL);
    await lab!.client.removeHostClone({ clone: CLONE }, CALL);
    expect(await leftovers(lab!)).toEqual([]);
    await source.removeHostInstance({ name: 'echo', force: true }, CALL);
    expect(await leftovers(production!)).toEqual([]);
  });

  test('that is not there, or comes from nowhere, is refused with the reason', async () => {
    const get = async (source: string): Promise<void> => {
      for await (const _ of lab!.client.fetchClone({ clone: 'nothing-1', source }, CALL)) void _;
    };
    await expect(get(production!.target)).rejects.toMatchObject({ reason: 'HOST_CLONE_NOT_FOUND' });
    await expect(get(`unix:${production!.runDir}/nobody.sock`)).rejects.toMatchObject({
      reason: 'FETCH_INTERRUPTED',
    });
    await expect(get('')).rejects.toMatchObject({ reason: 'INVALID_SHIPMENT_REQUEST' });
    await lab!.client.removeHostClone({ clone: 'nothing-1' }, CALL);
    expect(await leftovers(lab!)).toEqual([]);
  });
});
