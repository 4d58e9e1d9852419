import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HostLab, LabHost } from '../../../demo/hosts/mod.js';
import { run, type RunResult } from '../../../runtime/command/mod.js';
import { packageRoot, ROLE_PORTS } from '../../../runtime/config/mod.js';
import { listLoopDevices } from '../../../agent/disk/mod.js';
import { describeOnSystem } from '../requirements.js';
import { onHost } from '../../../demo/hosts/host-space.js';
import { pidsIn } from '../../../demo/hosts/wire.js';
import { TestLab } from './support/lab.js';
import { SSHD, TestSshd } from './support/sshd.js';

interface AddedJson {
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly name: string;
  readonly version: string;
  readonly changed: boolean;
  readonly checks: readonly { name: string; ok: boolean; message: string }[];
  readonly plan: readonly string[];
}

/** So that an upload takes some seconds, and can be broken off in its middle. */
const SLOW_BITS = 24_000_000;

/** Listens where the proxy is to, until its stdin ends. */
const LISTENER = `
require('net').createServer().listen(${ROLE_PORTS.proxy}, process.argv[1], () => console.log('listens'));
process.stdin.on('end', () => process.exit(0)).resume();
`;

describeOnSystem('a host is added by ssh', () => {
  let lab: TestLab;
  let hosts: HostLab;
  let bare: LabHost;
  let sshd: TestSshd;
  let installDir: string;
  const folder = mkdtempSync(join(tmpdir(), 'pk-host-add-'));

  beforeAll(async () => {
    expect(existsSync(SSHD), 'openssh-server is installed (scripts/setup --for-tests)').toBe(true);
    lab = await TestLab.start({ hosts: 0, control: 'control', bare: 1 });
    hosts = lab.hosts;
    bare = hosts.at('b1');
    sshd = await TestSshd.start(bare, folder);
    installDir = join(folder, 'install');
  });

  beforeEach(() => sshd.makeKnown());

  afterAll(async () => {
    await sshd?.remove();
    await lab?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const words = (...more: string[]) => [
    ...['host', 'add', `root@${bare.address}`, '--json', '--trusted-network', hosts.network],
    ...['--nats-config', join(hosts.control.runDir, 'nats.json'), '--install-dir', installDir],
    ...['--host-state-dir', bare.stateDir, '--host-run-dir', bare.runDir],
    ...[
      '--ssh-address',
      `${bare.address}:22`,
      '--ssh-user',
      'root',
      '--ssh-known-hosts',
      sshd.knownHostsFile,
    ],
    ...['--ssh-identity', join(sshd.home, '.ssh/id_ed25519'), ...more],
  ];
  const environment = () => ({ ...hosts.product.environment(), HOME: sshd.home, SSH_AUTH_SOCK: '' });
  const add = (...more: string[]): Promise<RunResult> =>
    run(process.execPath, [join(packageRoot(), 'bin/parikshan'), ...words(...more)], {
      timeoutMs: 60_000,
      env: environment(),
      allowFailure: true,
    });
  const added = async (...more: string[]): Promise<AddedJson> => {
    const { stdout, stderr, code } = await add(...more);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as AddedJson;
  };
  const refused = async (...more: string[]) => {
    const { stderr, code } = await add(...more);
    expect(code).not.toBe(0);
    return (JSON.parse(stderr) as { error: { reason: string; message: string; remedy: string } }).error;
  };
  const status = async () =>
    (
      await hosts.json<{ hosts: { name: string; agentAlive: boolean; proxyAlive: boolean }[] }>('status')
    ).hosts.map(({ name, agentAlive, proxyAlive }) => ({ name, alive: agentAlive && proxyAlive }));
  /** Whatever of ours is on the host: folders, mounts, processes. */
  const traces = async () => {
    const folders = [installDir, bare.stateDir, bare.runDir].filter((path) => existsSync(path));
    const processes = (await pidsIn(bare.netns))
      .map(commandOf)
      .filter((command) => /parikshan|product/.test(command) && !command.includes('sshd'));
    const loops = (await listLoopDevices()).filter(({ file }) => file.startsWith(`${bare.stateDir}/`));
    return [...folders, ...processes, ...loops.map(({ file }) => file)];
  };

  describe('who is not let in, or not trusted', () => {
    test('a key that nobody knows is refused with its fingerprint; the wrong one, too', async () => {
      rmSync(sshd.knownHostsFile);
      const fingerprint = await sshd.fingerprint();
      const error = await refused();
      expect(error).toMatchObject({ reason: 'HOST_KEY_UNKNOWN' });
      expect(error.message).toContain(fingerprint);
      const wrong = `SHA256:${'A'.repeat(43)}`;
      expect(await refused('--accept-host-key', wrong)).toMatchObject({ reason: 'HOST_KEY_UNEXPECTED' });
      expect(existsSync(sshd.knownHostsFile)).toBe(false);
      expect(await traces()).toEqual([]);
    });

    test('the right fingerprint makes it known', async () => {
      rmSync(sshd.knownHostsFile);
      const dry = await added('--dry-run', '--accept-host-key', await sshd.fingerprint());
      expect(dry.ok).toBe(true);
      const found = await run('ssh-keygen', ['-F', bare.address, '-f', sshd.knownHostsFile], {
        timeoutMs: 10_000,
      });
      expect(found.stdout).toContain('ssh-ed25519');
    });

    test('a key that has changed is refused, whatever is said, with file and line', async () => {
      await sshd.newHostKey();
      await sshd.restart();
      const said = ['--yes-new-host-key', '--accept-host-key', await sshd.fingerprint()];
      const error = await refused(...said);
      expect(error).toMatchObject({ reason: 'HOST_KEY_CHANGED' });
      expect(error.message).toContain(`${sshd.knownHostsFile} line 1`);
      expect(await traces()).toEqual([]);
    });

    test('a host that takes passwords only is refused, with a remedy', async () => {
      await sshd.restart(['PasswordAuthentication yes', 'PubkeyAuthentication no']);
      const error = await refused();
      await sshd.restart();
      expect(error).toMatchObject({ reason: 'SSH_LOGIN_REFUSED' });
      expect(error.message).toContain('it takes password');
      expect(error.remedy).toContain('ssh-copy-id');
    });
  });

  test('a dry run says what would be done, and does nothing', async () => {
    const dry = await added('--dry-run');
    expect(dry).toMatchObject({ ok: true, dryRun: true, name: 'b1', changed: false });
    expect(dry.plan.join('\n')).toMatch(/^Copy .*\n[^]*Start agent and proxy/);
    expect(dry.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(await traces()).toEqual([]);
    expect(await status()).toEqual([]);
  });

  test('checks that fail are reported together, and nothing is done', async () => {
    const nowhere = ['--host-coordinator', `${bare.address}:9`, '--address', '127.0.0.1'];
    const { stdout, code } = await add(...nowhere);
    expect(code).toBe(1);
    const { ok, checks } = JSON.parse(stdout) as AddedJson;
    expect(ok).toBe(false);
    expect(checks.filter((check) => !check.ok).map(({ name }) => name)).toEqual([
      'reach-coordinator',
      'address',
      'trusted-network',
    ]);
    expect(await traces()).toEqual([]);
  });

  test('a connection that breaks off in the middle of the upload leaves nothing', async () => {
    await bare.limit(SLOW_BITS);
    const failing = refused();
    await expect.poll(() => arrived(installDir), { timeout: 20_000, interval: 50 }).toBeGreaterThan(0);
    // The connection and its command, and nothing else.
    expect(sshd.killSessions()).toBe(1);
    const error = await failing;
    await bare.limit(undefined);
    expect(error).toMatchObject({ reason: 'SSH_CONNECTION_LOST' });
    expect(error.message).toContain('the upload of the product');
    expect(await traces()).toEqual([]);
  });

  test('roles that end at once are told of, and all is taken back', async () => {
    // Somebody else has the proxy's port.
    const [node = '', ...args] = onHost(bare.holder, [process.execPath, '-e', LISTENER, bare.address]);
    const holder = spawn(node, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    const error = await refused();
    const exit = once(holder, 'exit');
    holder.stdin.end();
    await exit;
    expect(error).toMatchObject({ reason: 'HOST_NOT_HEARD' });
    expect(error.message).toMatch(/proxy[^]*ADDRESS_IN_USE|proxy[^]*in use/i);
    expect(await traces()).toEqual([]);
    expect(await status()).toEqual([]);
  });

  test('from nothing: it is heard of, and works', async () => {
    const result = await added();
    expect(result).toMatchObject({ ok: true, name: 'b1', changed: true });
    expect(await status()).toEqual([{ name: 'b1', alive: true }]);
    const { facts, checks } = await hosts.json<{
      facts: Record<string, string>;
      checks: { name: string; ok: boolean }[];
    }>('host', 'show', 'b1');
    expect(facts).toMatchObject({ 'ssh-address': `${bare.address}:22`, 'ssh-user': 'root' });
    expect(checks.find(({ name }) => name === 'ssh-login')).toMatchObject({ ok: true });
    const nats = join(installDir, 'etc/nats.json');
    expect(statSync(nats).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(installDir, 'versions'))).toEqual([result.version]);
    // It runs what was copied there.
    const pid = readFileSync(join(bare.runDir, 'agent.pid'), 'utf8').split(' ')[0];
    expect(commandOf(Number(pid))).toContain(join(installDir, 'current/bin/parikshan'));
  });

  test('once more: all is there already, and the processes are the same', async () => {
    const before = readFileSync(join(bare.runDir, 'agent.pid'), 'utf8');
    expect(await added()).toMatchObject({ ok: true, changed: false });
    expect(readFileSync(join(bare.runDir, 'agent.pid'), 'utf8')).toBe(before);
    expect((await added('--dry-run')).plan).toEqual([]);
    expect(await status()).toEqual([{ name: 'b1', alive: true }]);
  });
});

/** Bytes of an upload that is under way. */
function arrived(installDir: string): number {
  const versions = join(installDir, 'versions');
  if (!existsSync(versions)) return 0;
  const incoming = readdirSync(versions).find((name) => name.startsWith('.incoming-'));
  const file = join(versions, incoming ?? '', 'product.tar.gz');
  return incoming !== undefined && existsSync(file) ? statSync(file).size : 0;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
