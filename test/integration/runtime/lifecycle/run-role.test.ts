import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../../../runtime/config/mod.js';

type Role = ChildProcessByStdio<Writable, Readable, Readable>;

/** A process that runs a role whose shutdown takes as long as `shutdown` says, once it has said `started`. */
async function startRole(shutdown: string, env: NodeJS.ProcessEnv = {}): Promise<Role> {
  const face = (folder: string): string =>
    JSON.stringify(join(packageRoot(), `dist/runtime/${folder}/mod.js`));
  const code = `import { createLogger } from ${face('log')};
    import { runRole } from ${face('lifecycle')};
    const log = createLogger({ role: 'test' });
    setInterval(() => {}, 1000);
    process.stdout.write('started');
    await runRole({ name: 'test', log, graceMs: 100, start: async () => ({ shutdown: async () => { ${shutdown} } }) });`;
  const role = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void role.kill('SIGKILL'));
  await once(role.stdout, 'data');
  // The handlers are in place when the role says that it runs.
  let said = '';
  for await (const chunk of role.stderr.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    said += chunk.toString();
    if (said.includes('"msg":"started"')) break;
  }
  return role;
}

async function exitCode(role: Role): Promise<unknown> {
  return ((await once(role, 'exit')) as unknown[])[0];
}

describe('a role in a process of its own', () => {
  it('drains on SIGTERM', async () => {
    const role = await startRole('');
    role.kill('SIGTERM');
    expect(await exitCode(role)).toBe(0);
  });

  it('leaves at once on a second signal', async () => {
    const role = await startRole("process.stdout.write('draining'); await new Promise(() => {});");
    role.kill('SIGTERM');
    await once(role.stdout, 'data');
    role.kill('SIGINT');
    expect(await exitCode(role)).toBe(130);
  });

  it('leaves by force when its shutdown hangs', async () => {
    const role = await startRole('await new Promise(() => {});');
    role.kill('SIGTERM');
    expect(await exitCode(role)).toBe(1);
  });

  it('drains when its supervisor dies, and goes on when nobody reads its log', async () => {
    const role = await startRole('', { PARIKSHAN_SUPERVISED: '1' });
    role.stderr.destroy();
    role.kill('SIGHUP');
    role.stdin.end();
    expect(await exitCode(role)).toBe(0);
  });
});
