import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeRootfs, type RunningInstance } from '../../../bench/frame/mod.js';
import type { HostLab } from '../../../demo/hosts/mod.js';
import type { CloneCreatedJson } from '../../../demo/mod.js';
import type { OperationEvent__Output } from '../../../proto/gen/parikshan/v1/OperationEvent.js';
import { run } from '../../../runtime/command/mod.js';
import { ROLE_PORTS } from '../../../runtime/config/mod.js';
import { connect } from '../../../runtime/grpc/mod.js';
import { runCli } from '../../integration/cli/run-cli.js';
import { REDIS_PORT } from '../clone/support/redis.js';
import { describeOnSystem } from '../requirements.js';
import { REDIS_ROOTFS, TestLab } from './support/lab.js';
import { TestSshd } from './support/sshd.js';

/** Its ways are measured in the order of names: the one that matters here comes first. */
const TAKER = 'h1';
const SOURCE = 'h2';
const MIB = 2 ** 20;
/** The disk takes two seconds at least. */
const BYTES_PER_SECOND = 16 * MIB;
const CALL = { timeoutMs: 20_000 };
/** Two seconds until it is looked at, and two in which it is waited for in vain; more on a busy machine. */
const MEASURED_MS = 40_000;

interface LinkJson {
  readonly peer: string;
  readonly route: string | null;
  readonly bytesPerSecond: number | null;
  readonly fault: string | null;
}

describeOnSystem('replicas on a host that reaches the other through ssh only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pk-through-ssh-'));
  let lab: TestLab;
  let hosts: HostLab;
  let sshd: TestSshd;
  let redis: RunningInstance;
  let hop: string;

  beforeAll(async () => {
    const keys = join(folder, 'home/.ssh');
    const ssh = { user: 'root', identity: join(keys, 'id_ed25519'), knownHosts: join(keys, 'known_hosts') };
    lab = await TestLab.start({ hosts: 2, control: 'control', ssh, prepare });
    hosts = lab.hosts;
    hop = `${hosts.at(SOURCE).address}:22`;
    const rootfs = await makeRootfs(REDIS_ROOTFS);
    const how = ['--host', SOURCE, '--rootfs', rootfs, '--port', String(REDIS_PORT), '--disk', '1G'];
    const server = ['redis-server', '--protected-mode', 'no', '--save', '', '--enable-debug-command', 'yes'];
    const made = await hosts.json<{ instance: RunningInstance }>(
      ...['instance', 'run', 'redis', ...how, '--', ...server],
    );
    redis = made.instance;
    await inProduction('redis-cli', 'DEBUG', 'POPULATE', '2000', 'filled', '1024');
  });

  afterAll(async () => {
    await sshd?.remove();
    await lab?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A firewall between the two that says nothing, as many do: who calls there waits. And an sshd on the source. */
  async function prepare(made: HostLab): Promise<void> {
    const [source, taker] = [made.at(SOURCE), made.at(TAKER)];
    for (const [host, stranger] of [
      [source, taker],
      [taker, source],
    ] as const) {
      const rules = [
        'add table inet wall',
        'add chain inet wall in { type filter hook input priority -300; }',
        `add rule inet wall in ip saddr ${stranger.address} tcp dport ${ROLE_PORTS.agent} drop`,
      ];
      await host.exec(['nft', rules.join('; ')]);
    }
    sshd = await TestSshd.start(source, folder);
    await sshd.makeKnown();
  }

  const inProduction = async (...command: string[]) =>
    (
      await run('nsenter', [`--net=/proc/${redis.pid}/ns/net`, ...command], { timeoutMs: 30_000 })
    ).stdout.trim();

  /** What an operation says, to its end; told of each event as it comes. */
  async function follow(
    id: string,
    seen: (event: OperationEvent__Output) => void,
  ): Promise<OperationEvent__Output[]> {
    const coordinator = connect('CoordinatorService', hosts.coordinatorTarget);
    const events: OperationEvent__Output[] = [];
    try {
      for await (const { event } of coordinator.watchOperation({ id }, { timeoutMs: 120_000 })) {
        if (event === null) continue;
        events.push(event);
        seen(event);
      }
    } finally {
      coordinator.close();
    }
    return events;
  }

  /** The way from the source to the taker through an sshd; or why there is none. */
  async function measured(address = hop): Promise<unknown> {
    const agent = connect('AgentService', hosts.at(TAKER).agentTarget);
    try {
      // By another name than the coordinator asks for: what was measured lately is answered again.
      const ssh = { address, target: `${SOURCE}:${ROLE_PORTS.agent}` };
      return await agent
        .measureLink({ target: hosts.at(SOURCE).agentTarget, ssh }, CALL)
        .catch((e: unknown) => e);
    } finally {
      agent.close();
    }
  }

  test('the way is measured through ssh, and a dry run says that it is taken', async () => {
    const link = async () => {
      const { hosts: all } = await hosts.json<{ hosts: { name: string; links: LinkJson[] }[] }>('status');
      return all.find(({ name }) => name === TAKER)?.links.find(({ peer }) => peer === SOURCE);
    };
    await expect
      .poll(async () => (await link())?.route, { timeout: MEASURED_MS, interval: 1_000 })
      .toBe('ssh');
    expect((await link())?.bytesPerSecond).toBeGreaterThan(MIB);
    expect((await link())?.fault).toContain('did not answer in time');
    const { plan } = await hosts.json<{ plan: { message: string }[] }>(
      ...['clone', 'create', 'redis', '--replicas', '1', '--host', TAKER, '--dry-run'],
    );
    expect(plan.map(({ message }) => message).join('\n')).toContain(
      `way: from ${SOURCE} to ${TAKER} through ssh at ${hop}: the direct way is closed`,
    );
  });

  test('a clone comes through one connection, which may break, and no faster than it may', async () => {
    const { operation } = await hosts.json<{ operation: { id: string } }>(
      ...[
        'clone',
        'create',
        'redis',
        '--replicas',
        '1',
        '--host',
        TAKER,
        '--bandwidth',
        String(BYTES_PER_SECOND),
      ],
      '--detach',
    );
    let killed: number | undefined;
    const events = await follow(operation.id, ({ message }) => {
      if (killed === undefined && message.includes('pass 1: disk')) killed = sshd.killSessions();
    });
    expect(killed).toBe(1);
    expect(events.at(-1)?.operation?.failure ?? null).toBeNull();
    expect(sshd.sessions()).toHaveLength(1);
    const said = events.map(({ message }) => message).join('\n');
    expect(said).toContain(`${TAKER}: through ssh at ${hop}`);
    const shipped = events.find(({ message }) => /^h1: \d+ bytes in/.test(message))!;
    expect(shipped.message).toMatch(new RegExp(`, through ssh at ${hop}$`));
    const bytes = Number(/(\d+) bytes/.exec(shipped.message)?.[1]);
    expect(bytes).toBeGreaterThan(BYTES_PER_SECOND);
    expect(shipped.durationMs).toBeGreaterThan((bytes / BYTES_PER_SECOND - 0.2) * 1000);

    const digest = await inProduction('redis-cli', 'DEBUG', 'DIGEST');
    const words = ['replica', 'exec', 'redis-1-r1', '--', 'redis-cli', 'DEBUG', 'DIGEST'];
    expect((await hosts.product.run(words, { timeoutMs: 30_000 })).trim()).toBe(digest);
    const { copies } = await hosts.json<CloneCreatedJson['clone']>('clone', 'show', 'redis-1');
    expect(copies).toEqual([TAKER]);
  });

  test('a host with another key is not who it was: nothing is shipped, not the direct way either', async () => {
    sshd.killSessions();
    await sshd.newHostKey();
    await sshd.restart();
    const words = ['clone', 'create', 'redis', '--replicas', '1', '--host', TAKER, '--json'];
    const { code, stderr } = await runCli(words, '', hosts.product.environment());
    expect(code).not.toBe(0);
    const { error } = JSON.parse(stderr) as { error: { reason: string; message: string } };
    expect(error.reason).toBe('REPLICAS_FAILED');
    expect(error.message).toContain(`shows another key`);
    expect(error.message).toContain(`${sshd.knownHostsFile} line 1`);
    expect((await hosts.json<{ name: string }[]>('clone', 'list')).map(({ name }) => name)).toEqual([
      'redis-1',
    ]);
  });

  test('nobody known, no forwarding, nobody there: each is told as what it is', async () => {
    writeFileSync(sshd.knownHostsFile, '');
    expect(await measured()).toMatchObject({ reason: 'HOST_KEY_UNKNOWN' });
    await sshd.makeKnown();
    await sshd.restart(['AllowTcpForwarding no']);
    expect(await measured()).toMatchObject({
      ...{ reason: 'SSH_FORWARDING_REFUSED', remedy: expect.stringContaining('AllowTcpForwarding local') },
    });
    sshd.killSessions();
    await sshd.restart(['PermitRootLogin no']);
    expect(await measured()).toMatchObject({ reason: 'SSH_LOGIN_REFUSED' });
    await sshd.stop();
    expect(await measured()).toMatchObject({ reason: 'SSH_UNREACHABLE' });
  });

  test('where no sshd of the source is reached, that of a third host will do', async () => {
    const third = join(folder, 'third');
    const relay = await TestSshd.start(hosts.control, third);
    try {
      await relay.restart([`AuthorizedKeysFile ${join(sshd.home, '.ssh/id_ed25519.pub')}`]);
      await relay.makeKnown();
      copyFileSync(relay.knownHostsFile, sshd.knownHostsFile);
      expect(await measured(`${hosts.control.address}:22`)).toMatchObject({
        roundTripUs: expect.any(Number),
      });
    } finally {
      await relay.remove();
    }
  });
});
