import { execFileSync } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import {
  bindSocket,
  inNetworkNamespace,
  listenSocket,
  setReuseAddress,
  tcpSocket,
} from '../../../../runtime/linux/mod.js';

/** Whether this process may make network namespaces. */
export const MAY_MAKE_CELLS = process.platform === 'linux' && process.getuid?.() === 0;

export const REPLICA = '10.99.0.2';
let count = 0;

function ip(...args: string[]): void {
  execFileSync('ip', args, { timeout: 10_000, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Two network namespaces joined by a veth: the replica's, and its cell, which is every other address. */
export class TestCell {
  readonly #name = `pkt-${process.pid.toString(36)}-${(count += 1)}`;
  readonly cell = `/run/netns/${this.#name}-c`;
  readonly replica = `/run/netns/${this.#name}-r`;
  readonly #closers: (() => void)[] = [];

  constructor() {
    const [c, r] = [`${this.#name}-c`, `${this.#name}-r`];
    ip('netns', 'add', c);
    ip('netns', 'add', r);
    ip('-n', c, 'link', 'add', 'cell0', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', r);
    for (const ns of [c, r]) ip('-n', ns, 'link', 'set', 'lo', 'up');
    ip('-n', c, 'addr', 'add', '10.99.0.1/32', 'dev', 'cell0');
    ip('-n', c, 'link', 'set', 'cell0', 'up');
    ip('-n', r, 'addr', 'add', `${REPLICA}/32`, 'dev', 'eth0');
    ip('-n', r, 'link', 'set', 'eth0', 'up');
    ip('-n', r, 'route', 'add', '10.99.0.1', 'dev', 'eth0');
    ip('-n', r, 'route', 'add', 'default', 'via', '10.99.0.1');
    ip('-n', c, 'route', 'add', 'local', '0.0.0.0/0', 'dev', 'lo', 'table', 'local');
    ip('-n', c, 'route', 'add', 'unicast', `${REPLICA}/32`, 'dev', 'cell0', 'table', 'local');
  }

  /** Cuts or mends the wire between the two. */
  wire(up: boolean): void {
    ip('-n', `${this.#name}-c`, 'link', 'set', 'cell0', up ? 'up' : 'down');
    if (up)
      ip(
        '-n',
        `${this.#name}-c`,
        'route',
        'replace',
        'unicast',
        `${REPLICA}/32`,
        'dev',
        'cell0',
        'table',
        'local',
      );
  }

  /** A server inside the replica's namespace. */
  async serve(port: number, onConnection: (socket: Socket) => void): Promise<Server> {
    const fd = inNetworkNamespace(this.replica, () => {
      const made = tcpSocket(REPLICA);
      setReuseAddress(made);
      bindSocket(made, { address: REPLICA, port });
      listenSocket(made, 64);
      return made;
    });
    const sockets = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
      onConnection(socket);
    });
    await new Promise<void>((resolve) => server.listen({ fd }, resolve));
    this.#closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return server;
  }

  /** Ends all in the replica's namespace, and with it the wire. */
  endReplica(): void {
    for (const close of this.#closers.splice(0)) close();
    ip('-n', `${this.#name}-r`, 'link', 'delete', 'eth0');
  }

  remove(): void {
    for (const close of this.#closers.splice(0)) close();
    for (const end of ['c', 'r']) ip('netns', 'delete', `${this.#name}-${end}`);
  }
}
