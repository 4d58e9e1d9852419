import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { lostTargets, readDescriptors } from '../../../agent/safety/mod.js';
import { describeWithPrograms } from '../requirements.js';

const READINGS = 300;

/** A server that opens, polls and closes connections without end, as one does under load. */
const CHURN = `
import select, socket
e = select.epoll()
print('ready', flush=True)
while True:
    pairs = [socket.socketpair() for _ in range(8)]
    for a, b in pairs: e.register(a)
    for a, b in pairs: a.close(); b.close()
`;

/** Polls what it has closed and its child still holds. */
const LOST = `
import os, select, signal, socket
a, b = socket.socketpair(); e = select.epoll(); e.register(a)
child = os.fork()
if child == 0:
    e.close()
    signal.pause()
number = a.fileno(); a.close()
print(number, flush=True)
try: input()
finally: os.kill(child, 9)
`;

describeWithPrograms(['python3'], 'the descriptors of a busy process', () => {
  let end: (() => Promise<void>) | undefined;

  afterEach(async () => {
    await end?.();
    end = undefined;
  });

  async function python(program: string): Promise<{ pid: number; said: string }> {
    const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    end = async () => {
      child.stdin.end('\n');
      if (program === CHURN) child.kill('SIGKILL');
      await exited;
    };
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    return { pid: child.pid ?? 0, said: said.toString().trim() };
  }

  const lost = (descriptors: Awaited<ReturnType<typeof readDescriptors>>) =>
    descriptors.flatMap(({ info }) => lostTargets(info?.waitsFor ?? [], descriptors));

  it('are complete, whatever is opened and closed while they are read', async () => {
    const { pid } = await python(CHURN);
    for (let reading = 0; reading < READINGS; reading += 1) {
      expect(lost(await readDescriptors(pid))).toEqual([]);
    }
  });

  it('tell what an epoll waits for and only another process holds', async () => {
    const { pid, said } = await python(LOST);
    expect(lost(await readDescriptors(pid))).toMatchObject([{ descriptor: Number(said) }]);
  });
});
