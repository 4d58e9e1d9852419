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

interface ReplicaCallsJson {
  readonly pid: number;
  readonly replay: { readonly callsRefused: number; readonly divergences: number };
}

describeOnSystem('the cell of a replica', () => {
  let bench: CloneBench;
  let python: RunningInstance;
  let replica = '';
  let gateway = '';
  const host = new HostListener();

  beforeAll(async () => {
    bench = await CloneBench.start();
    python = await runPythonServer(bench);
    await host.start(PYTHON_ROOT);
    gateway = python.address.replace(/\d+$/, '1');
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
    ];
    const others: Attempt[] = [
      ...hostAddresses().map((to) => ({ kind: 'udp', to, port: host.port }) as const),
      ...[gateway, SOMEWHERE, '127.0.0.53'].map((to) => ({ kind: 'udp', to, port: 53 }) as const),
      ...[gateway, SOMEWHERE, METADATA].map((to) => ({ kind: 'icmp', to }) as const),
      { kind: 'tcp6', to: '::1', port: host.port },
      { kind: 'tcp6', to: '2001:db8::1', port: 80 },
      { kind: 'tcp6', to: 'fe80::1%eth0', port: host.port },
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
      .toBeGreaterThanOrEqual(before + dials.length);
  });

  test('at the address of production there is the replica itself', async () => {
    const { pid } = await show();
    const [own] = await tryInReplica([{ kind: 'tcp', to: python.address, port: PYTHON_PORT }]);
    expect(own).toBe(namespaceOf(pid));
    expect(own).not.toBe(namespaceOf(python.pid));
    expect(await ask(python.address, PYTHON_PORT)).toBe(namespaceOf(python.pid));
  });

  test('has no interface but its end of the cell', async () => {
    const interfaces = await bench.product.run(
      ['replica', 'exec', replica, '--', 'sh', '-c', 'cat /proc/net/dev'],
      { timeoutMs: 30_000 },
    );
    const names = [...interfaces.matchAll(/^\s*(\S+):/gm)].map((match) => match[1]).sort();
    expect(names).toEqual(['eth0', 'lo']);
  });
});
