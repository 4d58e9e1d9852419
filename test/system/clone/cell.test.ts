import { networkInterfaces } from 'node:os';
import { readlinkSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CloneCreatedJson } from '../../../demo/product.js';
import { run } from '../../../runtime/command/mod.js';
import { ask } from '../agent/support/echo-server.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, inContainer, type RunningInstance } from './support/bench.js';
import { GREETING, HostListener } from './support/host-listener.js';
import {
  attemptsProgram,
  PYTHON_PORT,
  PYTHON_ROOT,
  runPythonServer,
  type Attempt,
} from './support/python-server.js';

/** Of the range for documentation: nobody has it. */
const SOMEWHERE = '192.0.2.1';
const METADATA = '169.254.169.254';
const SOMEWHERE6 = '2001:db8::1';
const METADATA6 = 'fd00:ec2::254';

interface ReplicaCallsJson {
  readonly pid: number;
  readonly replay: { readonly callsRefused: number; readonly divergences: number };
}

describeOnSystem('the cell of a replica', () => {
  let bench: CloneBench;
  let python: RunningInstance;
  let replica = '';
  let gateway = '';
  /** Undefined where the host has no IPv6: then the cell has none either. */
  let gateway6: string | undefined;
  const host = new HostListener();

  beforeAll(async () => {
    bench = await CloneBench.start();
    python = await runPythonServer(bench);
    await host.start(PYTHON_ROOT);
    gateway = python.address.replace(/\d+$/, '1');
    gateway6 = python.address6?.replace(/\d+$/, '1');
    const created = await bench.json<CloneCreatedJson>('clone', 'create', 'python', '--replicas', '1');
    replica = created.replicas[0]?.name ?? '';
  });

  afterAll(async () => {
    host.stop();
    await bench?.remove();
  });

  const hostAddresses = () => [
    gateway,
    ...Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address),
  ];

  const hostAddresses6 = () => [
    ...(gateway6 === undefined ? [] : [gateway6]),
    ...Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(
        ({ family, internal, address }) => family === 'IPv6' && !internal && !address.startsWith('fe80'),
      )
      .map(({ address }) => address),
  ];

  async function tryInReplica(attempts: readonly Attempt[]): Promise<string[]> {
    const program = attemptsProgram(attempts);
    const command = ['replica', 'exec', replica, '--', 'python3', '-c', program];
    return (await bench.product.run(command, { timeoutMs: 60_000 })).trim().split('\n');
  }

  async function tryInProduction(attempts: readonly Attempt[]): Promise<string[]> {
    return (await inContainer(python.pid, 'python3', '-c', attemptsProgram(attempts))).split('\n');
  }

  const show = () => bench.json<ReplicaCallsJson>('replica', 'show', replica);
  const namespaceOf = (pid: number) => /\d+/.exec(readlinkSync(`/proc/${pid}/ns/net`))?.[0];

  test('what is tried below comes through where there is no cell', async () => {
    const attempts: Attempt[] = [
      { kind: 'tcp', to: gateway, port: host.port },
      { kind: 'udp', to: gateway, port: host.port },
      { kind: 'icmp', to: gateway },
    ];
    expect(await tryInProduction(attempts)).toEqual([GREETING, GREETING, 'echo']);
    if (gateway6 !== undefined) {
      const attempts6: Attempt[] = [
        { kind: 'tcp6', to: gateway6, port: host.port },
        { kind: 'udp6', to: gateway6, port: host.port },
        { kind: 'icmp6', to: gateway6 },
      ];
      expect(await tryInProduction(attempts6)).toEqual([GREETING, GREETING, 'echo']);
    }
    const program = attemptsProgram([{ kind: 'abstract', to: host.abstractName }]);
    const onHost = await run('chroot', [PYTHON_ROOT, 'python3', '-c', program], { timeoutMs: 10_000 });
    expect(onHost.stdout.trim()).toBe(GREETING);
  });

  test('lets nothing through: not TCP, UDP, ICMP, IPv6, nor abstract sockets of the host', async () => {
    const before = (await show()).replay.callsRefused;
    host.came = 0;
    const dials: Attempt[] = [
      ...hostAddresses().map((to) => ({ kind: 'tcp', to, port: host.port }) as const),
      { kind: 'tcp', to: SOMEWHERE, port: 80 },
      { kind: 'tcp', to: METADATA, port: 80 },
      ...hostAddresses6().map((to) => ({ kind: 'tcp6', to, port: host.port }) as const),
      { kind: 'tcp6', to: SOMEWHERE6, port: 80 },
      { kind: 'tcp6', to: METADATA6, port: 80 },
    ];
    // Without IPv6 such a dial does not get as far as the cell.
    const refused = dials.filter(({ kind }) => kind === 'tcp' || gateway6 !== undefined);
    const others: Attempt[] = [
      ...hostAddresses().map((to) => ({ kind: 'udp', to, port: host.port }) as const),
      ...[gateway, SOMEWHERE, '127.0.0.53'].map((to) => ({ kind: 'udp', to, port: 53 }) as const),
      ...[gateway, SOMEWHERE, METADATA].map((to) => ({ kind: 'icmp', to }) as const),
      { kind: 'tcp6', to: '::1', port: host.port },
      ...hostAddresses6().map((to) => ({ kind: 'udp6', to, port: host.port }) as const),
      ...[gateway6 ?? SOMEWHERE6, SOMEWHERE6, METADATA6].map(
        (to) => ({ kind: 'udp6', to, port: 53 }) as const,
      ),
      ...[gateway6 ?? SOMEWHERE6, SOMEWHERE6].map((to) => ({ kind: 'icmp6', to }) as const),
      { kind: 'tcp6', to: 'fe80::1%eth0', port: host.port },
      { kind: 'icmp6', to: 'fe80::1%eth0' },
      { kind: 'udp6', to: 'ff02::1%eth0', port: host.port },
      { kind: 'abstract', to: host.abstractName },
      { kind: 'tcp', to: '127.0.0.1', port: host.port },
    ];
    const attempts = [...dials, ...others];
    const outcomes = await tryInReplica(attempts);
    const came = attempts.filter((_, index) => !outcomes[index]?.startsWith('failed:'));
    expect(came, outcomes.join('\n')).toEqual([]);
    expect(outcomes).toHaveLength(attempts.length);
    expect(host.came).toBe(0);
    await expect
      .poll(async () => (await show()).replay.callsRefused, { timeout: 10_000 })
      .toBeGreaterThanOrEqual(before + refused.length);
  });

  test('at the address of production there is the replica itself', async () => {
    const { pid } = await show();
    const ends = [
      { kind: 'tcp', to: python.address },
      ...(python.address6 === null ? [] : [{ kind: 'tcp6', to: python.address6 } as const]),
    ] as const;
    for (const end of ends) {
      const [own] = await tryInReplica([{ ...end, port: PYTHON_PORT }]);
      expect(own).toBe(namespaceOf(pid));
      expect(own).not.toBe(namespaceOf(python.pid));
      expect(await ask(end.to, PYTHON_PORT)).toBe(namespaceOf(python.pid));
    }
  });

  test('has no interface but its end of the cell', async () => {
    const interfaces = await bench.product.run(
      ['replica', 'exec', replica, '--', 'sh', '-c', 'cat /proc/net/dev'],
      { timeoutMs: 30_000 },
    );
    const names = [...interfaces.matchAll(/^\s*(\S+):/gm)].map((match) => match[1]).sort();
    expect(names).toEqual(['eth0', 'lo']);
    const addresses = await bench.product.run(
      ['replica', 'exec', replica, '--', 'sh', '-c', 'cat /proc/net/if_inet6 || true'],
      { timeoutMs: 30_000 },
    );
    // Loopback's, and production's: no link-local one.
    expect(addresses.trim().split('\n')).toHaveLength(python.address6 === null ? 1 : 2);
    expect(addresses).not.toMatch(/^fe80/m);
  });
});
