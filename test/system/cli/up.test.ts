import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identifyProcess, isRunning } from '../../../runtime/process/mod.js';
import { runCli, startCli } from '../../integration/cli/run-cli.js';
import { describeOnSystem } from '../requirements.js';
import { ownedFolder } from '../support/owned-folder.js';

interface StatusJson {
  readonly hosts: readonly { readonly agentAlive: boolean; readonly proxyAlive: boolean }[];
  readonly up: {
    readonly pid: number;
    readonly ready: boolean;
    readonly processes: readonly { readonly name: string; readonly pid: number; readonly restarts: number }[];
  };
}

const NAMES = ['nats-server', 'coordinator', 'agent', 'proxy'];
/** Four roles start, on two shared cores. */
const START_MS = 60_000;

describeOnSystem('parikshan up', () => {
  let folder = '';
  let port = 0;
  const at = (...args: string[]): string[] => [
    ...args,
    '--state-dir',
    join(folder, 'state'),
    '--run-dir',
    join(folder, 'run'),
  ];
  const up = (...args: string[]) => runCli(at('up', '--detach', '--nats-port', `${port}`, ...args));
  const status = async (): Promise<StatusJson> =>
    JSON.parse((await runCli(at('status', '--json'))).stdout) as StatusJson;
  const pidOf = async (name: string): Promise<number> => {
    const found = (await status()).up.processes.find((process) => process.name === name);
    if (found === undefined) throw new Error(`${name} is not in the record`);
    return found.pid;
  };
  const gone = async (pid: number): Promise<boolean> => (await identifyProcess(pid)) === undefined;

  beforeAll(async () => {
    folder = ownedFolder('installation');
    const probe = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    port = (probe.address() as { port: number }).port;
    await new Promise((resolve) => probe.close(resolve));
  });

  afterAll(async () => {
    await runCli(at('down'));
    // With its loop device (-d), which an agent keeps for its next life.
    const pool = join(folder, 'state', 'pool');
    if (readFileSync('/proc/self/mounts', 'utf8').includes(` ${pool} `)) execFileSync('umount', ['-d', pool]);
    await rm(folder, { recursive: true, force: true });
  });

  it(
    'comes up in the background, says so, and refuses a second one',
    async () => {
      const first = await up();
      expect(first).toMatchObject({ code: 0, stdout: '' });
      expect(first.stderr).toContain('Parikshan is up');
      const now = await status();
      expect(now.hosts).toMatchObject([{ agentAlive: true, proxyAlive: true }]);
      expect(now.up).toMatchObject({ ready: true });
      expect(now.up.processes.map((process) => process.name)).toEqual(NAMES);
      const second = await up();
      expect(second.code).toBe(1);
      expect(second.stderr).toContain(`is up already`);
      expect(second.stderr).toContain(`pid ${now.up.pid}`);
    },
    START_MS,
  );

  it.each(NAMES)('starts %s again when it is killed', async (name) => {
    const before = await pidOf(name);
    process.kill(before, 'SIGKILL');
    const restarted = async () => {
      const { code, stdout } = await runCli(at('status', '--json'));
      if (code !== 0) return undefined;
      const { hosts, up: record } = JSON.parse(stdout) as StatusJson;
      const now = record.processes.find((process) => process.name === name);
      return {
        restarts: now?.restarts,
        changed: now?.pid !== before,
        hosts: hosts.map((h) => h.agentAlive && h.proxyAlive),
      };
    };
    await expect
      .poll(restarted, { timeout: 30_000, interval: 250 })
      .toEqual({ restarts: 1, changed: true, hosts: [true] });
  });

  it(
    'leaves nothing running when it is killed, and the next one takes over',
    async () => {
      const { up: record } = await status();
      process.kill(record.pid, 'SIGKILL');
      await expect
        .poll(async () => (await Promise.all(record.processes.map(({ pid }) => gone(pid)))).every(Boolean), {
          timeout: 20_000,
        })
        .toBe(true);
      expect((await runCli(at('status'))).code).toBe(4);
      expect((await up()).code).toBe(0);
      expect((await status()).up.pid).not.toBe(record.pid);
    },
    START_MS,
  );

  it(
    'goes down for real, and down again is no failure',
    async () => {
      const { up: record } = await status();
      const self = await identifyProcess(record.pid);
      const down = await runCli(at('down'));
      expect(down).toMatchObject({ code: 0, stderr: 'Parikshan is down.\n' });
      expect(self !== undefined && (await isRunning(self))).toBe(false);
      for (const { pid } of record.processes) expect(await gone(pid)).toBe(true);
      expect(existsSync(join(folder, 'run', 'up.json'))).toBe(false);
      expect(existsSync(join(folder, 'run', 'nats.json'))).toBe(false);
      expect(await runCli(at('down'))).toMatchObject({ code: 0, stderr: 'Nothing is up.\n' });
    },
    START_MS,
  );

  it(
    'runs in the foreground until Ctrl-C',
    async () => {
      const running = startCli(at('up', '--nats-port', `${port}`), '');
      await running.shows('Parikshan is up');
      running.child.kill('SIGINT');
      const { code, stderr } = await running.result;
      expect(code).toBe(0);
      expect(stderr).toContain('Down.');
    },
    START_MS,
  );

  it('names who holds the port', async () => {
    const holder = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { code, stderr } = await up();
    holder.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} of 127.0.0.1 is in use by`);
    expect(stderr).toContain(`(pid ${process.pid})`);
    expect(stderr).toContain('--nats-port');
  });

  it('says so when a directory cannot be made', async () => {
    const { code, stderr } = await runCli([
      'up',
      '--detach',
      '--state-dir',
      '/etc/hostname/state',
      '--run-dir',
      join(folder, 'run'),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('/etc/hostname/state');
  });
});
