import { afterEach, describe, expect, it } from 'vitest';
import { RemoteError } from '../../../runtime/errors/mod.js';
import { startFakeCoordinator } from './fake-coordinator.js';
import type { CoordinatorHandlers, FakeCoordinator } from './fake-coordinator.js';
import { runCli, startCliOnTerminal } from './run-cli.js';
import { CLONE, operation, REDIS, replica } from './samples.js';

let fake: FakeCoordinator | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

async function cli(script: Partial<CoordinatorHandlers>, ...args: string[]) {
  fake = await startFakeCoordinator(script);
  return runCli([...args, '--run-dir', fake.runDir]);
}

describe('lists', () => {
  it('are tab-separated without a header when piped, with - for empty cells', async () => {
    const result = await cli(
      { listInstances: async () => ({ instances: [REDIS, { name: 'web', host: 'beta' }] }) },
      'instance',
      'list',
    );
    expect(result.code).toBe(0);
    expect(result.stdout.split('\n')).toEqual([
      'redis\trunning\t10.87.3.2:6379\t16379\t136314880\t1\talpha\t2026-01-02T03:04:05Z',
      'web\tunknown\t-\t-\t-\t0\tbeta\t-',
      '',
    ]);
    expect(result.stderr).toBe('');
  });

  it('are tables with a header on a terminal', async () => {
    fake = await startFakeCoordinator({ listInstances: async () => ({ instances: [REDIS] }) });
    const { stdout, code } = await startCliOnTerminal(['instance', 'list', '--run-dir', fake.runDir], '')
      .result;
    expect(code).toBe(0);
    expect(stdout).toMatch(/NAME +STATE +ADDRESS/);
    expect(stdout).toMatch(/redis +running +10\.87\.3\.2:6379 +16379 +130 MiB +1 +alpha +\d+d ago/);
  });

  it('of clones, replicas and operations hold figures for programs', async () => {
    const script: Partial<CoordinatorHandlers> = {
      listClones: async () => ({ clones: [CLONE] }),
      listReplicas: async () => ({ replicas: [replica('redis-1-r1')] }),
      listOperations: async () => ({ operations: [operation()] }),
    };
    fake = await startFakeCoordinator(script);
    const run = (...args: string[]) => runCli([...args, '--run-dir', fake?.runDir ?? '']);
    expect((await run('clone', 'ls')).stdout).toBe(
      'redis-1\tredis\tready\t83.4\t-\t51\t136314880\t2\talpha\t2026-01-02T03:05:05Z\t-\n',
    );
    expect((await run('replica', 'list')).stdout).toBe(
      'redis-1-r1\tredis\tfollowing\tyes\t0.25\t2048\t0\t5151\talpha\t2026-01-02T03:05:06Z\t-\n',
    );
    expect((await run('operation', 'list')).stdout).toBe(
      'op-0123456789ab\tclone.create\tredis\trunning\t2026-01-02T03:05:00Z\t-\t-\n',
    );
  });
});

describe('show', () => {
  it('prints one instance, one clone with its cut', async () => {
    fake = await startFakeCoordinator({
      getInstance: async () => ({ instance: REDIS }),
      getClone: async () => ({ clone: CLONE }),
    });
    const run = (...args: string[]) => runCli([...args, '--run-dir', fake?.runDir ?? '']);
    const instance = JSON.parse((await run('instance', 'show', 'redis', '--json')).stdout) as Record<
      string,
      unknown
    >;
    expect(instance).toMatchObject({
      name: 'redis',
      state: 'running',
      pid: 4242,
      port: 6379,
      publishPort: 16379,
      exitStatus: null,
    });
    const clone = JSON.parse((await run('clone', 'show', 'redis-1', '--json')).stdout) as Record<
      string,
      unknown
    >;
    expect(clone).toMatchObject({
      suspend: { frozenMs: 83.4, clientGapMs: null },
      preDump: { rounds: 2, why: 'the last round found 5.0 MiB changed' },
      cut: { connections: [{ local: '10.87.3.2:6379', remote: '10.87.3.1:40000', inboundSeq: 4294967295 }] },
    });
    const text = (await run('clone', 'show', 'redis-1')).stdout;
    expect(text).toContain('frozen\t83 ms');
    expect(text).toContain('client gap\t-');
    expect(text).toContain('copied ahead\t135 MiB in 2 rounds: the last round found 5.0 MiB changed');
  });

  it('shows where a replica first differed, in bytes and characters', async () => {
    const firstDivergence = {
      kind: 'bytes',
      offset: 16,
      remote: { address: '10.87.3.1', port: 40_000 },
      local: { address: '10.87.3.2', port: 6379 },
      expected: Buffer.from('+OK\r\n'),
      actual: Buffer.from('-ERR\r\n'),
    };
    const changed = replica('redis-1-r1', {
      faithful: false,
      unfaithfulReason: 'said something else',
      divergences: 1,
      firstDivergence,
    });
    const { stdout } = await cli(
      { getReplica: async () => ({ replica: changed }) },
      'replica',
      'show',
      'redis-1-r1',
    );
    expect(stdout).toContain('faithful\tno: said something else');
    expect(stdout).toContain('lag\t12 records, 2 KiB, 250 ms');
    expect(stdout).toContain('connections\t51 carried, 2 dialled, 50 open');
    expect(stdout).toContain('gdb -p 5151');
    expect(stdout).toContain('bytes, at byte 16 of 10.87.3.2:6379 to 10.87.3.1:40000');
    expect(stdout).toContain('00000010  2b 4f 4b 0d 0a');
    expect(stdout).toContain('|-ERR..|');
  });
});

describe('failures', () => {
  const missing: Partial<CoordinatorHandlers> = {
    getReplica: async ({ name }) => {
      throw new RemoteError('REPLICA_NOT_FOUND', `There is no replica ${name}.`, {
        code: 'NOT_FOUND',
        remedy: 'List them with `parikshan replica list`.',
        metadata: { replica: name },
      });
    },
    listInstances: async () => {
      throw new RemoteError('BAD_NAME', 'Bad.', { code: 'INVALID_ARGUMENT' });
    },
  };

  it('say what happened and what to do on stderr, exit code 1', async () => {
    const { code, stdout, stderr } = await cli(missing, 'replica', 'show', 'nope');
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: There is no replica nope.\n→ List them with `parikshan replica list`.\n',
    });
  });

  it('are one JSON object on stderr with --json', async () => {
    const { code, stdout, stderr } = await cli(missing, 'replica', 'show', 'nope', '--json');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toEqual({
      error: {
        reason: 'REPLICA_NOT_FOUND',
        message: 'There is no replica nope.',
        remedy: 'List them with `parikshan replica list`.',
        metadata: { replica: 'nope' },
      },
    });
  });

  it('exit with 2 for a wrong command line or value', async () => {
    expect((await cli(missing, 'instance', 'list')).code).toBe(2);
    for (const args of [
      ['instance', 'run', 'X', '--rootfs', '/', '--port', '1', '--', 'a'],
      ['nope'],
      ['clone', 'create', 'redis'],
      ['instance', 'show'],
      ['replica', 'list', '--progress', 'loud'],
    ]) {
      const { code, stderr, stdout } = await runCli(args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: .*/);
      expect(stderr).toContain('--help');
    }
  });

  it('exit with 4 when nobody answers', async () => {
    const { code, stderr } = await runCli(['status', '--run-dir', '/nonexistent', '--json']);
    expect(code).toBe(4);
    expect(JSON.parse(stderr)).toMatchObject({ error: { reason: 'COORDINATOR_UNREACHABLE' } });
  });

  it('exit with 2 when directories cannot be used', async () => {
    const { code, stderr } = await runCli(['status', '--coordinator', 'nonsense']);
    expect(code).toBe(2);
    expect(stderr).toContain('nonsense');
  });
});

describe('logs', () => {
  const script: Partial<CoordinatorHandlers> = {
    streamLogs: async function* ({ name, tail, follow, replica: ofReplica }) {
      yield {
        source: 'stdout',
        time: '2026-01-02T03:04:05.000000001Z',
        line: Buffer.from(`${name} ${tail} ${follow} ${ofReplica}`),
      };
      yield { source: 'stderr', time: '2026-01-02T03:04:06Z', line: Buffer.from([0xff, 0x00, 0x41]) };
    },
  };

  it('go where they were written to, bytes as they are', async () => {
    const { stdout, stderr } = await cli(script, 'instance', 'logs', 'redis', '--tail', '5');
    expect(stdout).toBe('redis 5 false false\n');
    expect(stderr).toBe('\ufffd\0A\n');
  });

  it('are JSON lines with --json', async () => {
    const { stdout } = await cli(script, 'replica', 'logs', 'redis-1-r1', '-f', '--json');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      { source: 'stdout', time: '2026-01-02T03:04:05.000000001Z', line: 'redis-1-r1 0 true true' },
      { source: 'stderr', time: '2026-01-02T03:04:06Z', line: '\ufffd\0A' },
    ]);
  });
});

describe('status and doctor', () => {
  const script: Partial<CoordinatorHandlers> = {
    getStatus: async () => ({
      version: '0.1.0',
      hosts: [
        {
          name: 'alpha',
          agentAlive: true,
          proxyAlive: false,
          facts: { kernel: '6.18', 'criu-version': '4.2.1' },
          checks: [
            {
              name: 'criu-self-test',
              ok: false,
              blocking: true,
              message: 'It fails.',
              remedy: 'Run scripts/setup.',
            },
          ],
          links: [
            { peer: 'beta', roundTripUs: 200, bytesPerSecond: 1e8, measuredAt: '2026-01-01T00:00:00Z' },
            { peer: 'gamma', fault: 'AgentService at 10.0.0.3:7424 does not answer.' },
          ],
        },
      ],
    }),
    listInstances: async () => ({ instances: [REDIS] }),
    listClones: async () => ({ clones: [] }),
    listReplicas: async () => ({ replicas: [] }),
  };

  it('show hosts and counts', async () => {
    const { code, stdout } = await cli(script, 'status');
    expect(code).toBe(0);
    expect(stdout).toContain('instances\t1\n');
    expect(stdout).toContain('alpha\talive\tdown\t6.18\t4.2.1\tcriu-self-test\n');
  });

  it('fail on a check that blocks clones, and say what to do', async () => {
    const { code, stdout } = await cli(script, 'doctor', '--json');
    expect(code).toBe(1);
    const { ok, checks } = JSON.parse(stdout) as {
      ok: boolean;
      checks: { name: string; host: string | null; ok: boolean }[];
    };
    expect(ok).toBe(false);
    expect(checks.filter((c) => c.host === 'alpha' && !c.ok).map((c) => c.name)).toEqual([
      'proxy',
      'criu-self-test',
      'link',
    ]);
    expect(checks.find((c) => c.name === 'link')).toMatchObject({
      blocking: false,
      message: expect.stringContaining('from gamma to alpha could not be measured: AgentService at 10.0.0.3'),
    });
    expect(checks.map((c) => c.name)).toEqual(
      expect.arrayContaining([
        'linux',
        'root',
        'node',
        'criu',
        'runc',
        'conmon',
        'nats-server',
        'nft',
        'room',
      ]),
    );
  });
});
