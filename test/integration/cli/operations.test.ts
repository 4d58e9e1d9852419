import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeCoordinator } from './fake-coordinator.js';
import type { CoordinatorHandlers, FakeCoordinator } from './fake-coordinator.js';
import { runCli, startCli } from './run-cli.js';
import { CLONE, operation, REDIS, replica, story } from './samples.js';

let fake: FakeCoordinator | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

const SUCCEEDED = operation({
  state: 'OPERATION_STATE_SUCCEEDED',
  finishedAt: '2026-01-02T03:05:06Z',
  results: ['redis-1', 'redis-1-r1', 'redis-1-r2'],
});
const FAILED = operation({
  state: 'OPERATION_STATE_FAILED',
  finishedAt: '2026-01-02T03:05:06Z',
  failure: {
    reason: 'CRIU_FAILED',
    message: 'CRIU could not dump it.',
    remedy: 'Look in dump.log.',
    metadata: { step: 'dump' },
  },
});

function scripted(end: typeof SUCCEEDED): Partial<CoordinatorHandlers> {
  return {
    createClone: async () => ({ operation: operation() }),
    runInstance: async () => ({ operation: operation({ kind: 'instance.run' }) }),
    watchOperation: async function* ({ afterSequence }) {
      for (const event of story(end)) if ((event.sequence as number) > afterSequence) yield { event };
    },
    getOperation: async () => ({ operation: end }),
    listOperations: async () => ({ operations: [operation(), operation({ id: 'op-0199999999zz' })] }),
    getClone: async () => ({ clone: CLONE }),
    getInstance: async () => ({ instance: REDIS }),
    listReplicas: async () => ({ replicas: [replica('redis-1-r1'), replica('redis-1-r2')] }),
    cancelOperation: async () => ({ operation: operation() }),
  };
}

async function cli(script: Partial<CoordinatorHandlers>, ...args: string[]) {
  fake = await startFakeCoordinator(script);
  return runCli([...args, '--run-dir', fake.runDir]);
}

const PLAIN = [
  '2026-01-02T03:05:00.000Z freeze started',
  '2026-01-02T03:05:00.000Z freeze: dumping memory',
  '2026-01-02T03:05:00.000Z freeze done (90 ms): frozen for 83 ms',
];

describe('clone create', () => {
  it('follows by default, each change once on stderr, and ends with suspend and replicas', async () => {
    const { code, stdout, stderr } = await cli(
      scripted(SUCCEEDED),
      'clone',
      'create',
      'redis',
      '--replicas',
      '2',
    );
    expect(code).toBe(0);
    expect(stderr.trim().split('\n')).toEqual(PLAIN);
    for (const line of [
      'clone\tredis-1',
      'frozen\t83 ms',
      '  memory\t61 ms',
      '  disk\t2.5 ms',
      'network lock\t90 ms',
      'client gap\t-',
      'connections carried\t51',
      'replica\tredis-1-r1 (following)',
      'replica\tredis-1-r2 (following)',
    ]) {
      expect(stdout).toContain(`${line}\n`);
    }
  });

  it('sends what was asked for', async () => {
    await cli(
      scripted(SUCCEEDED),
      'clone',
      'create',
      'redis',
      '--replicas',
      '2',
      '--name',
      'bug',
      '--order',
      'causal',
      '--patience',
      '1500ms',
      '--freeze-deadline',
      '3s',
      '--replica-memory',
      '1G',
      '--replica-cpus',
      '0.5',
      '--log-size',
      '2G',
      '--progress',
      'quiet',
    );
    expect(fake?.calls[0]).toMatchObject({
      method: 'createClone',
      request: {
        instance: 'redis',
        replicas: 2,
        name: 'bug',
        order: 'REPLAY_ORDER_CAUSAL',
        patienceMs: 1500,
        freezeDeadlineMs: 3000,
        replicaMemoryBytes: 1024 ** 3,
        replicaCpus: 0.5,
        logBytes: 2 * 1024 ** 3,
        dryRun: false,
      },
    });
  });

  it('prints one JSON object, and nothing on stderr', async () => {
    const { code, stdout, stderr } = await cli(
      scripted(SUCCEEDED),
      'clone',
      'create',
      'redis',
      '--replicas',
      '2',
      '--json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      operation: { state: 'succeeded', results: ['redis-1', 'redis-1-r1', 'redis-1-r2'] },
      clone: { name: 'redis-1' },
      replicas: [{ name: 'redis-1-r1' }, { name: 'redis-1-r2' }],
    });
  });

  it('returns the operation with --detach, without watching', async () => {
    const { code, stdout } = await cli(
      scripted(SUCCEEDED),
      'clone',
      'create',
      'redis',
      '--replicas',
      '2',
      '--detach',
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'op-0123456789ab\n' });
    expect(fake?.calls.map((call) => call.method)).toEqual(['createClone']);
  });

  it('prints the plan of a dry run as its result', async () => {
    const { code, stdout, stderr } = await cli(
      scripted(SUCCEEDED),
      'clone',
      'create',
      'redis',
      '--replicas',
      '1',
      '--dry-run',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('freeze\tdumping memory\nfreeze\tfrozen for 83 ms\n');
    expect(fake?.calls[0]).toMatchObject({ request: { dryRun: true } });
  });

  it('fails with the failure of the operation', async () => {
    const text = await cli(
      scripted(FAILED),
      'clone',
      'create',
      'redis',
      '--replicas',
      '2',
      '--progress',
      'quiet',
    );
    expect(text).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'error: CRIU could not dump it.\n→ Look in dump.log.\n',
    });
    await fake?.stop();
    const json = await cli(scripted(FAILED), 'clone', 'create', 'redis', '--replicas', '2', '--json');
    expect(JSON.parse(json.stderr)).toEqual({
      error: {
        reason: 'CRIU_FAILED',
        message: 'CRIU could not dump it.',
        remedy: 'Look in dump.log.',
        metadata: { step: 'dump', operation: 'op-0123456789ab' },
      },
    });
  });
});

describe('following', () => {
  it('is ended by Ctrl-C, which says that the operation goes on: 130', async () => {
    let left = false;
    fake = await startFakeCoordinator({
      ...scripted(SUCCEEDED),
      watchOperation: async function* (_request, { signal }) {
        yield { event: story(SUCCEEDED)[0] ?? null };
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        left = true;
      },
    });
    const running = startCli(['clone', 'create', 'redis', '--replicas', '1', '--run-dir', fake.runDir], '');
    await running.shows('freeze started');
    running.child.kill('SIGINT');
    const { code, stderr } = await running.result;
    expect(code).toBe(130);
    expect(stderr).toContain('Detached. Operation op-0123456789ab goes on.');
    expect(stderr).toContain('parikshan operation watch op-0123456789ab');
    await expect.poll(() => left).toBe(true);
    expect(fake.calls.map((call) => call.method)).not.toContain('cancelOperation');
  });

  it('goes on after the coordinator was away, showing nothing twice', async () => {
    const events = story(SUCCEEDED);
    const folder = await mkdtemp(join(tmpdir(), 'pk-cli-away-'));
    const before = await startFakeCoordinator(
      {
        ...scripted(SUCCEEDED),
        watchOperation: async function* (_request, { signal }) {
          yield { event: events[0] ?? null };
          yield { event: events[1] ?? null };
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
          signal.throwIfAborted();
        },
      },
      folder,
    );
    const running = startCli(['operation', 'watch', 'op-01234', '--run-dir', folder], '');
    await running.shows('dumping memory');
    await before.stop();
    await running.shows('The coordinator is away');
    fake = await startFakeCoordinator(scripted(SUCCEEDED), folder);
    const { code, stderr } = await running.result;
    await rm(folder, { recursive: true, force: true });
    expect(code).toBe(0);
    expect(stderr.split('\n').filter((line) => line.startsWith('2026'))).toEqual(PLAIN);
    expect(fake.calls[0]).toMatchObject({ method: 'watchOperation', request: { afterSequence: 2 } });
  });

  it('shows every event as JSON on stderr with --progress rawjson', async () => {
    const { stderr } = await cli(
      scripted(SUCCEEDED),
      'operation',
      'watch',
      'op-0123456789ab',
      '--progress',
      'rawjson',
    );
    const kinds = stderr
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds).toEqual(['step-started', 'step-progress', 'step-done', 'finished']);
  });
});

describe('operation', () => {
  it('takes a unique prefix of an id, and lists the candidates of another', async () => {
    const one = await cli(scripted(SUCCEEDED), 'operation', 'show', 'op-012', '--json');
    expect(JSON.parse(one.stdout)).toMatchObject({ id: 'op-0123456789ab' });
    await fake?.stop();
    const several = await cli(scripted(SUCCEEDED), 'operation', 'show', 'op-01');
    expect(several.code).toBe(2);
    expect(several.stderr).toContain('op-0123456789ab, op-0199999999zz');
    await fake?.stop();
    const none = await cli(scripted(SUCCEEDED), 'operation', 'cancel', 'op-99');
    expect(none.code).toBe(1);
  });

  it('tells its state by the exit code when asked', async () => {
    for (const [end, code] of [
      [SUCCEEDED, 0],
      [FAILED, 1],
      [operation(), 8],
    ] as const) {
      expect((await cli(scripted(end), 'operation', 'show', 'op-012', '--exit-code')).code).toBe(code);
      await fake?.stop();
    }
  });
});

describe('instance run', () => {
  it('sends the whole spec and prints the name', async () => {
    fake = await startFakeCoordinator(scripted(SUCCEEDED));
    const run = await runCli([
      '--run-dir',
      fake.runDir,
      'instance',
      'run',
      'redis',
      '--rootfs',
      'some/folder',
      '--port',
      '16379:6379',
      '--env',
      'A=1',
      '--env',
      'B=2',
      '--memory',
      '512M',
      '--cpus',
      '1.5',
      '--disk',
      '8G',
      '--user',
      '33:33',
      '--workdir',
      '/srv',
      '--host',
      'alpha',
      '--progress',
      'quiet',
      '--',
      'redis-server',
      '--save',
      '',
      '--json',
    ]);
    expect(run).toMatchObject({ code: 0, stdout: 'redis\n' });
    expect(fake.calls[0]).toMatchObject({
      method: 'runInstance',
      request: {
        host: 'alpha',
        spec: {
          name: 'redis',
          rootfs: `${process.cwd()}/some/folder`,
          port: 6379,
          publishPort: 16379,
          env: ['A=1', 'B=2'],
          memoryBytes: 512 * 1024 ** 2,
          cpus: 1.5,
          diskBytes: 8 * 1024 ** 3,
          user: '33:33',
          workingDirectory: '/srv',
          command: ['redis-server', '--save', '', '--json'],
        },
      },
    });
  });
});
