import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReplayStatus__Output } from '../../../../proto/gen/parikshan/v1/ReplayStatus.js';
import { startProxy } from '../../../../proxy/proxy.js';
import { parseRoleOptions } from '../../../../runtime/config/mod.js';
import { connect, type Client } from '../../../../runtime/grpc/mod.js';
import { silentLogger } from '../../../../runtime/log/mod.js';
import { writeNatsConfig } from '../../../../runtime/nats/mod.js';
import { MAY_MAKE_CELLS, REPLICA, TestCell } from '../replayer/test-cell.js';
import { TestLog, Wire } from '../replayer/test-log.js';

const PORT = 7002;
const CALL = { timeoutMs: 20_000 };

describe.runIf(MAY_MAKE_CELLS)('proxy service', () => {
  let log: TestLog;
  let cell: TestCell;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let client: Client<'ProxyService'>;
  let directory: string;

  beforeAll(async () => {
    log = await TestLog.start();
    directory = mkdtempSync(path.join(tmpdir(), 'pk-proxy-'));
    await writeNatsConfig(path.join(directory, 'nats.json'), log.server.config);
    const argv = ['--state-dir', directory, '--run-dir', directory];
    // No coordinator runs there: the proxy does its work without one.
    proxy = await startProxy(parseRoleOptions('proxy', argv, {}), silentLogger());
    client = connect('ProxyService', `unix:${directory}/proxy.sock`);
  });
  afterAll(async () => {
    client.close();
    await proxy.shutdown(1000);
    await log.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(async () => {
    cell = new TestCell();
    await log.begin();
  });
  afterEach(() => cell.remove());

  function prepare(replica: string) {
    return client.prepareReplay(
      {
        replica,
        netns: cell.cell,
        addresses: [REPLICA],
        cut: { connections: [], frozenAtUs: 0, resumedAtUs: 0 },
        stream: log.stream,
        logSequence: 1,
      },
      CALL,
    );
  }

  it('feeds a replica on a thread of its own, shows how it goes, and stops', async () => {
    let got = '';
    await cell.serve(PORT, (socket) =>
      socket.on('data', (bytes: Buffer) => {
        got += bytes.toString();
        socket.write('pong');
      }),
    );
    const tuple = {
      local: { address: REPLICA, port: PORT },
      remote: { address: '203.0.113.5', port: 50_001 },
    };
    const wire = new Wire(1, tuple);
    await log.write([...wire.open(), wire.in('ping'), wire.out('pong')]);
    expect(await prepare('r1')).toEqual({ twins: 0 });
    await expect(prepare('r1')).rejects.toMatchObject({ reason: 'REPLAY_EXISTS' });
    expect((await client.getReplay({ replica: 'r1' }, CALL)).replay?.state).toBe('REPLAY_STATE_PREPARED');
    await client.startReplay({ replica: 'r1' }, CALL);
    await client.startReplay({ replica: 'r1' }, CALL);
    const seen: ReplayStatus__Output[] = [];
    for await (const { replay } of client.watchReplay(
      { replica: 'r1', intervalMs: 100 },
      { timeoutMs: 10_000 },
    )) {
      seen.push(replay!);
      if (replay!.caughtUp) await client.stopReplay({ replica: 'r1' }, CALL);
    }
    expect(got).toBe('ping');
    expect(seen.at(-1)).toMatchObject({
      bytesIn: 4,
      bytesOut: 4,
      divergences: 0,
      faithful: true,
      recordsDone: 5,
    });
    expect(await client.stopReplay({ replica: 'r1' }, CALL)).toEqual({ stopped: false });
    await expect(client.getReplay({ replica: 'r1' }, CALL)).rejects.toMatchObject({
      reason: 'REPLAY_NOT_FOUND',
    });
  });

  it('tells what it holds, and what it does not have', async () => {
    await prepare('r2');
    const { inventory } = await client.getProxyInventory({}, CALL);
    expect(inventory).toEqual({ instances: [], clones: [], replicas: ['r2'], partialClones: [] });
    expect(await client.stopReplay({ replica: 'r2' }, CALL)).toEqual({ stopped: true });
    await expect(client.startReplay({ replica: 'r2' }, CALL)).rejects.toMatchObject({
      reason: 'REPLAY_NOT_FOUND',
    });
    await expect(client.getCapture({ instance: 'i1' }, CALL)).rejects.toMatchObject({
      reason: 'CAPTURE_NOT_FOUND',
    });
    expect(await client.stopCapture({ instance: 'i1' }, CALL)).toEqual({ stopped: false });
    await expect(client.startCapture({ instance: 'i1' }, CALL)).rejects.toMatchObject({
      reason: 'INVALID_PROXY_REQUEST',
    });
  });

  it('leaves nothing when twins cannot be made', async () => {
    const endpoint = { address: REPLICA, port: PORT };
    const options = { optMask: 0, mssClamp: 1460, sndWnd: 1, rcvWnd: 1 };
    const connection = { local: endpoint, remote: { address: '::1', port: 1 }, state: 1, options };
    const request = {
      replica: 'r3',
      netns: cell.cell,
      stream: log.stream,
      logSequence: 1,
      cut: { connections: [connection] },
    };
    await expect(client.prepareReplay(request, CALL)).rejects.toMatchObject({
      reason: 'CUT_CONNECTION_UNUSABLE',
    });
    const nowhere = { ...request, netns: `${cell.cell}-none`, cut: { connections: [] } };
    await expect(client.prepareReplay(nowhere, CALL)).rejects.toMatchObject({
      reason: 'REPLAY_THREAD_FAILED',
    });
    expect((await client.getProxyInventory({}, CALL)).inventory?.replicas).toEqual([]);
  });

  it('captures an interface, once', async () => {
    const request = {
      instance: 'i2',
      interface: 'lo',
      addresses: ['127.0.0.1'],
      stream: log.stream,
      subject: log.subject,
    };
    expect(await client.startCapture(request, CALL)).toMatchObject({ started: true });
    expect(await client.startCapture(request, CALL)).toMatchObject({ started: false });
    const { logSequence } = await client.markCapture({ instance: 'i2' }, CALL);
    expect(logSequence).toBeGreaterThan(1);
    expect((await client.getCapture({ instance: 'i2' }, CALL)).capture).toMatchObject({
      instance: 'i2',
      running: true,
    });
    expect((await client.getProxyInventory({}, CALL)).inventory?.instances).toEqual(['i2']);
    expect(await client.stopCapture({ instance: 'i2' }, CALL)).toEqual({ stopped: true });
  });
});
