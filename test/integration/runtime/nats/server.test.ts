import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StorageType } from '@nats-io/jetstream';
import { expect, it } from 'vitest';
import { packageRoot } from '../../../../runtime/config/mod.js';
import {
  connectNats,
  jetstream,
  jetstreamManager,
  openBucket,
  startNatsServer,
} from '../../../../runtime/nats/mod.js';
import { identifyProcess, isRunning } from '../../../../runtime/process/mod.js';
import { describeWithPrograms } from '../../requirements.js';
import { startForTest, storeFolder } from './store-folder.js';

describeWithPrograms(['nats-server'], 'startNatsServer', () => {
  it('serves JetStream on loopback to those who have the token', async () => {
    const server = await startForTest();
    expect(server.config.servers).toEqual([`127.0.0.1:${server.port}`]);
    const connection = await connectNats(server.config, 'test');
    const bucket = await openBucket(connection, 'b');
    await bucket.put('k', 'v');
    expect((await bucket.get('k'))?.string()).toBe('v');
    await connection.close();
    await expect(connectNats({ ...server.config, token: 'wrong' }, 'test')).rejects.toMatchObject({
      reason: 'NATS_NOT_AUTHORIZED',
    });
  });

  it('leaves processors to production', async () => {
    const server = await startForTest();
    const environment = (await readFile(`/proc/${server.pid}/environ`, 'utf8')).split('\0');
    expect(environment).toContain(`GOMAXPROCS=${Math.max(1, Math.floor(availableParallelism() / 2))}`);
  });

  it('keeps its token and its streams from others', async () => {
    const storeDir = await storeFolder();
    const server = await startForTest({ storeDir });
    expect((await stat(storeDir)).mode & 0o777).toBe(0o700);
    const config = join(storeDir, 'nats-server.conf');
    expect((await stat(config)).mode & 0o777).toBe(0o600);
    expect(await readFile(config, 'utf8')).toContain(server.config.token);
  });

  it('has its streams back after it was killed, and clients return by themselves', async () => {
    const storeDir = await storeFolder();
    const first = await startForTest({ storeDir });
    const connection = await connectNats(first.config, 'test');
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'S', subjects: ['s'], storage: StorageType.File });
    await jetstream(connection).publish('s', 'kept');
    const reconnected = (async () => {
      for await (const status of connection.status()) if (status.type === 'reconnect') return;
    })();
    process.kill(first.pid, 'SIGKILL');
    expect(await first.ended).toBe('by SIGKILL');
    const second = await startForTest({ storeDir, port: first.port, token: first.config.token });
    await reconnected;
    expect((await manager.streams.info('S')).state.messages).toBe(1);
    await connection.close();
    await second.stop(5_000);
  });

  it('ends a server that an earlier run left on the same store', async () => {
    const storeDir = await storeFolder();
    const left = await startForTest({ storeDir, diesWithParent: false });
    const next = await startForTest({ storeDir, port: left.port });
    await left.ended;
    expect(next.pid).not.toBe(left.pid);
  });

  it('does not touch a process that only has the number of a leftover', async () => {
    const storeDir = await storeFolder();
    const stranger = spawn('sleep', ['60']);
    await once(stranger, 'spawn');
    await mkdir(storeDir);
    await writeFile(join(storeDir, 'nats-server.pid'), String(stranger.pid));
    await startForTest({ storeDir });
    expect(await isRunning((await identifyProcess(stranger.pid!))!)).toBe(true);
    stranger.kill();
  });

  it('says who has the port', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    await expect(startForTest({ port })).rejects.toMatchObject({
      reason: 'NATS_PORT_IN_USE',
      message: expect.stringContaining(`(pid ${process.pid})`) as string,
    });
    holder.close();
  });

  it('says when it is not installed', async () => {
    // PATH does not matter for what lies in the system's folders: only a machine without it shows this one.
    const storeDir = await storeFolder();
    const start = startNatsServer({ storeDir, port: 0, path: '' });
    await start.then(
      (server) => server.stop(1_000),
      (error: unknown) => expect(error).toMatchObject({ reason: 'NATS_SERVER_MISSING' }),
    );
  });

  it('says when its store cannot be written', async () => {
    const file = await storeFolder();
    await writeFile(file, '');
    for (const storeDir of [file, join(file, 'nats')])
      await expect(startForTest({ storeDir })).rejects.toMatchObject({ reason: 'NATS_STORE_NOT_WRITABLE' });
  });

  it('passes on the last words of a server that does not start', async () => {
    const storeDir = await storeFolder();
    await mkdir(storeDir);
    // JetStream wants a folder of this name.
    await writeFile(join(storeDir, 'jetstream'), '');
    await expect(startForTest({ storeDir })).rejects.toMatchObject({
      reason: 'NATS_SERVER_FAILED',
      message: expect.stringMatching(/ended with code 1: .*jetstream/is) as string,
    });
  });

  it('dies with its parent, however that dies', async () => {
    const storeDir = await storeFolder();
    const code = `import { startNatsServer } from ${JSON.stringify(join(packageRoot(), 'dist/runtime/nats/mod.js'))};
      const server = await startNatsServer({ storeDir: ${JSON.stringify(storeDir)}, port: 0, diesWithParent: true });
      process.stdout.write(String(server.pid));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
    const server = (await identifyProcess(Number(pid)))!;
    expect(await isRunning(server)).toBe(true);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    while (await isRunning(server)) await delay(20);
  });

  it('stops when asked and when it is cancelled', async () => {
    const server = await startForTest();
    await server.stop(5_000);
    await server.stop(5_000);
    expect(await identifyProcess(server.pid)).toBeUndefined();
    await expect(startForTest({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      reason: 'CANCELLED',
    });
  });
});
