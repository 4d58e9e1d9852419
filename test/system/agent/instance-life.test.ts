import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forwardsIpv6, ipv6Absence } from '../../../agent/network/mod.js';
import { hasReason } from '../../../runtime/errors/mod.js';
import { describeOnSystem } from '../requirements.js';
import { TestInstallation } from './support/agent-process.js';
import { ask, ECHO_PORT, echoSpec, freePort } from './support/echo-server.js';
import { leftovers } from './support/leftovers.js';
import { makeNodeRoot } from './support/node-root.js';

const CALL = { timeoutMs: 60_000 };
/** Of the range for documentation. */
const NOBODY = '2001:db8::1';

/** Why a dial from the network of this process fails. */
function dialFrom(pid: number, host: string): string {
  const program = `require('net').connect(80, '${host}').on('error', ({ code }) => console.log(code))`;
  const inNetwork = ['--net', '--target', `${pid}`, process.execPath, '-e', program];
  return execFileSync('nsenter', inNetwork, { encoding: 'utf8', timeout: 20_000 }).trim();
}

describeOnSystem('the life of an instance', () => {
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

  async function refused(reason: string, overrides: Parameters<typeof echoSpec>[1]): Promise<void> {
    const spec = echoSpec(root.path, { name: 'refused', ...overrides });
    const error: unknown = await installation.client.createInstance({ spec }, CALL).then(
      () => new Error('it was made'),
      (thrown: unknown) => thrown,
    );
    expect(hasReason(error, reason), `${reason}, not ${String(error)}`).toBe(true);
  }

  test('runs, is reached by its address and by its published port, and is removed without a trace', async () => {
    const { client, stateDir } = installation;
    const publishPort = await freePort();
    const { instance } = await client.createInstance({ spec: echoSpec(root.path, { publishPort }) }, CALL);
    expect(instance).toMatchObject({ state: 'CONTAINER_STATE_RUNNING', spec: { name: 'echo', publishPort } });
    const address = instance?.address ?? '';
    expect(await ask(address, ECHO_PORT)).toBe('I am echo');
    expect(await ask('127.0.0.1', publishPort)).toBe('I am echo');
    expect(instance?.address6 === '').toBe((await ipv6Absence()) !== undefined);
    if (instance?.address6) {
      expect(await ask(instance.address6, ECHO_PORT)).toBe('I am echo');
      // Beyond a host that does not forward IPv6 there is nobody, and nobody waits for him.
      if (!(await forwardsIpv6())) expect(dialFrom(instance.pid ?? 0, NOBODY)).toBe('ENETUNREACH');
    }

    const pid = instance?.pid ?? 0;
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    expect(environment).toEqual(expect.arrayContaining(['GREETING=hello', 'HOSTNAME=echo', 'HOME=/root']));
    expect(readFileSync(`/proc/${pid}/uid_map`, 'utf8')).toMatch(/^\s+0\s+\d{6,}\s+65536$/m);
    expect(statSync(join(stateDir, 'pool/instances/echo')).mode & 0o777).toBe(0o700);

    await refused('HOST_INSTANCE_EXISTS', { name: 'echo' });
    await refused('PORT_IN_USE', { publishPort });
    await expect(client.removeHostInstance({ name: 'echo' }, CALL)).rejects.toMatchObject({
      reason: 'HOST_INSTANCE_RUNS',
    });

    const stopped = await client.stopHostInstance({ name: 'echo' }, CALL);
    expect(stopped.instance).toMatchObject({ state: 'CONTAINER_STATE_STOPPED', exitStatus: 7, pid: 0 });
    await client.removeHostInstance({ name: 'echo' }, CALL);
    expect((await client.listHostInstances({}, CALL)).instances).toEqual([]);
    expect(await leftovers(installation)).toEqual([]);
  });

  test('what cannot be made is refused with the cause, and nothing of it stays', async () => {
    await refused('ROOTFS_NOT_FOUND', { rootfs: '/no/such/folder' });
    await refused('ROOTFS_UNUSABLE', { rootfs: '/etc/hostname' });
    await refused('INVALID_INSTANCE_SPEC', { name: 'No Name', command: [] });
    await refused('NOT_ENOUGH_MEMORY', { memoryBytes: 2 ** 50 });
    await refused('NOT_ENOUGH_DISK', { diskBytes: 64 * 2 ** 20 });
    await refused('CONTAINER_START_FAILED', { command: ['/no/such/program'] });
    await refused('INSTANCE_EXITED_AT_ONCE', { command: ['sh', '-c', 'echo goodbye; exit 4'] });
    const listener = createServer().listen(0);
    await once(listener, 'listening');
    const taken = listener.address();
    await refused('PORT_IN_USE', { publishPort: typeof taken === 'object' ? (taken?.port ?? 0) : 0 });
    listener.close();
    expect(await leftovers(installation)).toEqual([]);
  });

  test('an error about a command that ended at once carries its status and its last words', async () => {
    const command = ['sh', '-c', 'echo first; echo last words >&2; exit 4'];
    const spec = echoSpec(root.path, { name: 'short', command });
    await expect(installation.client.createInstance({ spec }, CALL)).rejects.toMatchObject({
      message: expect.stringMatching(/status 4[\s\S]*last words/) as string,
      metadata: { exitStatus: '4' },
    });
  });

  test('a damaged tar is refused, a whole one keeps owners, links, modes and file capabilities', async () => {
    const { client, folder } = installation;
    const extra = join(root.path, 'srv');
    mkdirSync(extra);
    writeFileSync(join(extra, 'file'), 'x');
    execFileSync(
      'sh',
      ['-c', 'ln file hard && ln -s file soft && chown 33:44 file && chmod 4755 file && mknod zero c 1 5'],
      {
        cwd: extra,
      },
    );
    const tar = join(folder, 'root.tar.gz');
    execFileSync('tar', ['-C', root.path, '-czf', tar, '.']);
    writeFileSync(join(folder, 'half.tar.gz'), readFileSync(tar).subarray(0, 2_000_000));
    await refused('ROOTFS_DAMAGED', { rootfs: join(folder, 'half.tar.gz') });

    const { instance } = await client.createInstance({ spec: echoSpec(tar, { name: 'tar' }) }, CALL);
    const inside = `/proc/${instance?.pid}/root/srv`;
    const base = Number(/^\s*0\s+(\d+)/.exec(readFileSync(`/proc/${instance?.pid}/uid_map`, 'utf8'))?.[1]);
    const file = statSync(join(inside, 'file'));
    expect(file).toMatchObject({ uid: base + 33, gid: base + 44, nlink: 2 });
    expect(file.mode & 0o7777).toBe(0o4755);
    expect(statSync(join(inside, 'hard')).ino).toBe(file.ino);
    expect(() => statSync(join(inside, 'zero'))).toThrow();
    await client.removeHostInstance({ name: 'tar', force: true }, CALL);
    rmSync(extra, { recursive: true });
    expect(await leftovers(installation)).toEqual([]);
  });

  test('where no IPv6 is wanted it has IPv4 only', async () => {
    await installation.end('SIGTERM');
    await installation.start({ PARIKSHAN_INSTANCE_NETWORK6: 'none' });
    const spec = echoSpec(root.path, { name: 'four' });
    const { instance } = await installation.client.createInstance({ spec }, CALL);
    expect(instance?.address6).toBe('');
    expect(await ask(instance?.address ?? '', ECHO_PORT)).toBe('I am four');
    const inNetwork = ['--net', '--target', `${instance?.pid}`];
    expect(execFileSync('nsenter', [...inNetwork, 'ip', '-6', 'address'], { encoding: 'utf8' })).toBe('');
    await installation.client.removeHostInstance({ name: 'four', force: true }, CALL);
    expect(await leftovers(installation)).toEqual([]);
  });
});
