import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { CloneBench } from '../../clone/support/bench.js';

interface StatusJson {
  readonly up: { readonly natsPort: number; readonly processes: readonly { name: string; pid: number }[] };
}

/** Pid of one of the processes that `up` runs now. */
export async function pidOf(bench: CloneBench, name: string): Promise<number> {
  const { up } = await bench.json<StatusJson>('status');
  const found = up.processes.find((process) => process.name === name);
  if (found === undefined) throw new Error(`${name} does not run`);
  return found.pid;
}

/** Kills nats-server and takes its port, so that it cannot come back. Returns what gives the port free again. */
export async function holdNatsDown(bench: CloneBench): Promise<() => Promise<void>> {
  const { up } = await bench.json<StatusJson>('status');
  const pid = up.processes.find(({ name }) => name === 'nats-server')?.pid ?? 0;
  process.kill(pid, 'SIGKILL');
  const holder = await takenPort(up.natsPort);
  return async () => {
    holder.close();
    await once(holder, 'close');
  };
}

/** Listens there as soon as the one who was killed has let go, and answers nobody. */
async function takenPort(port: number): Promise<Server> {
  for (const until = Date.now() + 5_000; ;) {
    const server = createServer((socket) => socket.destroy());
    server.listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
      return server;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}
