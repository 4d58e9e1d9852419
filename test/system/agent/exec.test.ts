import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Execution, sessionProcesses, type ExecPlan } from '../../../agent/exec/mod.js';
import { describeOnSystem } from '../requirements.js';
import { TestInstallation } from './support/agent-process.js';
import { echoSpec } from './support/echo-server.js';
import { makeNodeRoot } from './support/node-root.js';

const CALL = { timeoutMs: 60_000 };

// Exec is offered for replicas; a container is a container.
describeOnSystem('a command in a container', () => {
  let installation: TestInstallation;
  let root: { path: string; remove: () => void };
  let pid = 0;

  beforeAll(async () => {
    root = makeNodeRoot();
    installation = new TestInstallation();
    await installation.start();
    const { instance } = await installation.client.createInstance({ spec: echoSpec(root.path) }, CALL);
    pid = instance?.pid ?? 0;
  });

  afterAll(async () => {
    await installation?.remove();
    root?.remove();
  });

  function start(command: string[], plan: Partial<ExecPlan> = {}): Promise<Execution> {
    return Execution.start(
      { command, terminal: undefined, hostTool: false, ...plan },
      {
        runc: 'runc',
        runcRoot: join(installation.runDir, 'runc'),
        containerId: 'instance-echo',
        pid,
        pidFile: join(installation.runDir, 'exec', `${Math.random()}.pid`),
      },
    );
  }

  async function outcome(execution: Execution): Promise<{ out: string; err: string; status: number }> {
    let [out, err] = ['', ''];
    await execution.output(async (chunk) => {
      if ('stdout' in chunk) out += chunk.stdout.toString();
      else err += chunk.stderr.toString();
    });
    return { out, err, status: await execution.ended() };
  }

  test('has both outputs, its input and its exit status', async () => {
    const execution = await start(['sh', '-c', 'id; cat; echo bad >&2; exit 3']);
    await execution.write(Buffer.from('from the caller\n'));
    execution.closeInput();
    expect(await outcome(execution)).toEqual({
      out: expect.stringMatching(/^uid=0\(root\).*\nfrom the caller\n$/) as string,
      err: 'bad\n',
      status: 3,
    });
  });

  test('says plainly that there is no such command, and is not mistaken for one that fails', async () => {
    const missing = await outcome(await start(['no-such-command']));
    expect(missing).toMatchObject({ out: '', status: 127 });
    expect(missing.err).toMatch(/^exec failed: .*"no-such-command"/);
    expect(await outcome(await start(['sh', '-c', 'exit 255']))).toMatchObject({ err: '', status: 255 });
    expect(await outcome(await start(['no-such-tool'], { hostTool: true }))).toMatchObject({ status: 127 });
  });

  test('ends with the output and status of a command that is over at once, every time', async () => {
    for (let i = 0; i < 15; i++) {
      const execution = await start(['sh', '-c', 'echo {pid}; exit 5'], { hostTool: true });
      expect(await outcome(execution)).toEqual({ out: `${pid}\n`, err: '', status: 5 });
      await execution.kill();
    }
  });

  test('has a terminal that follows the size of its caller', async () => {
    const script = 'while stty size; do sleep 0.05; done';
    const execution = await start(['sh', '-c', script], { terminal: { columns: 80, rows: 24 } });
    let seen = '';
    const done = execution.output(async (chunk) => {
      if ('stdout' in chunk) seen += chunk.stdout.toString();
    });
    // runc hands on the first size when the command runs already.
    await expect.poll(() => seen, { timeout: 10_000 }).toContain('24 80');
    await execution.resize({ columns: 99, rows: 33 });
    await expect.poll(() => seen, { timeout: 10_000 }).toContain('33 99');
    await execution.kill();
    await done;
  });

  test('gets signals', async () => {
    const execution = await start(['sh', '-c', 'trap "exit 5" INT; echo up; while :; do sleep 0.05; done']);
    const ready = new Promise<void>((resolve) => void execution.output(async () => resolve()));
    await ready;
    await execution.signal('SIGINT');
    expect(await execution.ended()).toBe(5);
    await expect(execution.signal('SIGNOT')).rejects.toMatchObject({ reason: 'INVALID_EXEC' });
  });

  test('runs a tool of the host in the network of the container', async () => {
    const execution = await start(['sh', '-c', 'ip -o address; cat /proc/{pid}/comm'], { hostTool: true });
    const { out, status } = await outcome(execution);
    expect(out).toMatch(/eth0 +inet 10\.\d+\.\d+\.2\/32/);
    expect(out).toMatch(/\nnode\n$/);
    expect(status).toBe(0);
  });

  test.each([false, true])('ends with all it has started (tool of the host: %s)', async (hostTool) => {
    const execution = await start(['sh', '-c', 'sleep 600 & echo $$; sleep 600'], { hostTool });
    const session = await new Promise<number>((resolve) => {
      void execution.output(async (chunk) => {
        if ('stdout' in chunk) resolve(Number(chunk.stdout.toString()));
      });
    });
    await execution.kill();
    // Inside, the pid is another; the status of the whole says that it was killed.
    expect(await execution.ended()).toBeGreaterThan(128);
    if (hostTool) await expect.poll(() => sessionProcesses(session)).toEqual([]);
  });
});
