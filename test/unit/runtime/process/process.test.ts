import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  describeProcess,
  endProcess,
  findProgram,
  identifyProcess,
  isRunning,
  portHolder,
} from '../../../../runtime/process/mod.js';
import { listeningInodes } from '../../../../runtime/process/port-holder.js';

describe('processes', () => {
  it('are known by number and start', async () => {
    const self = await describeProcess(process.pid);
    expect(self).toMatchObject({ pid: process.pid, program: expect.stringMatching(/^node/) as string });
    expect(await isRunning(self!)).toBe(true);
    expect(await isRunning({ pid: process.pid, startTicks: self!.startTicks - 1 })).toBe(false);
    expect(await identifyProcess(2 ** 22 + 1)).toBeUndefined();
  });

  it('end by TERM, and by KILL when they will not', async () => {
    // The second process of the group is there before `on` is said, and ends with the group.
    for (const script of ['sleep 60 & echo on; wait', 'trap "" TERM; sleep 60 & echo on; wait']) {
      const child = spawn('sh', ['-c', script], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
      const exited = once(child, 'exit');
      await once(child.stdout, 'data');
      await endProcess((await identifyProcess(child.pid!))!, 200);
      await exited;
      process.kill(-child.pid!, 'SIGKILL');
    }
  });

  it('are not touched when another one has the number now', async () => {
    const child = spawn('sleep', ['60']);
    await once(child, 'spawn');
    const identity = (await identifyProcess(child.pid!))!;
    await endProcess({ ...identity, startTicks: identity.startTicks + 1 }, 100);
    expect(await isRunning(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('that hold a port are named', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    expect(await portHolder(port)).toMatch(new RegExp(`^node.* \\(pid ${process.pid}\\)$`));
    server.close();
    await once(server, 'close');
    expect(await portHolder(port)).toBeUndefined();
  });
});

describe('listeningInodes', () => {
  it('takes only listening sockets of that port', () => {
    const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1CFE 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0
   1: 0100007F:1CFE 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0 100 0 0 10 0
   2: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0 100 0 0 10 0
`;
    expect(listeningInodes(table, 7422)).toEqual(['111']);
    expect(listeningInodes('', 7422)).toEqual([]);
  });
});

describe('findProgram', () => {
  it('looks on PATH and where systems keep programs for root', async () => {
    expect(await findProgram('sh', '/nowhere:/bin')).toBe('/bin/sh');
    expect(await findProgram('pk-no-such-program')).toBeUndefined();
  });
});
