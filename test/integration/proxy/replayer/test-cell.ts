import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
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
export const REPLICA6 = 'fd99::2';
/** A kernel may have been started without it. */
export const HAS_IPV6 = existsSync('/proc/sys/net/ipv6');
/** The families this machine has, with the replica's address and a client's in each. */
export const FAMILIES = [
  { family: 'IPv4', replica: REPLICA, client: '192.0.2.9' },
  ...(HAS_IPV6 ? [{ family: 'IPv6', replica: REPLICA6, client: '2001:db8::9' }] : []),
];
const CELL_MAC = '02:00:00:00:00:01';
const REPLICA_MAC = '02:00:00:00:00:02';
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
    const peer = ['peer', 'name', 'eth0', 'address', REPLICA_MAC, 'netns', r];
    ip('-n', c, 'link', 'add', 'cell0', 'address', CELL_MAC, 'type', 'veth', ...peer);
    for (const ns of [c, r]) ip('-n', ns, 'link', 'set', 'lo', 'up');
    ip('-n', c, 'addr', 'add', '10.99.0.1/32', 'dev', 'cell0');
    ip('-n', r, 'addr', 'add', `${REPLICA}/32`, 'dev', 'eth0');
    if (HAS_IPV6) {
      // As in a real cell: no other addresses, and neighbours that need not be looked for.
      ip('-n', c, 'link', 'set', 'cell0', 'addrgenmode', 'none');
      ip('-n', r, 'link', 'set', 'eth0', 'addrgenmode', 'none');
      ip('-n', r, 'addr', 'add', `${REPLICA6}/128`, 'dev', 'eth0', 'nodad');
    }
    ip('-n', c, 'link', 'set', 'cell0', 'up');
    ip('-n', r, 'link', 'set', 'eth0', 'up');
    ip('-n', r, 'route', 'add', '10.99.0.1', 'dev', 'eth0');
    ip('-n', r, 'route', 'add', 'default', 'via', '10.99.0.1');
    ip('-n', c, 'route', 'add', 'local', '0.0.0.0/0', 'dev', 'lo', 'table', 'local');
    if (HAS_IPV6) {
      ip('-n', r, 'route', 'add', 'fd99::1/128', 'dev', 'eth0');
      ip('-n', r, 'neigh', 'add', 'fd99::1', 'lladdr', CELL_MAC, 'dev', 'eth0', 'nud', 'permanent');
      ip('-n', r, 'route', 'add', '::/0', 'via', 'fd99::1', 'dev', 'eth0');
      ip('-n', c, 'route', 'add', 'local', '::/0', 'dev', 'lo', 'table', 'local');
    }
    this.#cellWays();
  }

  /** Cuts or mends the wire between the two. */
  wire(up: boolean): void {
    ip('-n', `${this.#name}-c`, 'link', 'set', 'cell0', up ? 'up' : 'down');
    if (up) this.#cellWays();
  }

  /** What of the cell's end goes when it goes down. */
  #cellWays(): void {
    const c = `${this.#name}-c`;
    const way = ['dev', 'cell0', 'table', 'local'];
    ip('-n', c, 'route', 'replace', 'unicast', `${REPLICA}/32`, ...way);
    if (!HAS_IPV6) return;
    ip('-n', c, 'addr', 'replace', 'fd99::1/128', 'dev', 'cell0', 'nodad');
    ip('-n', c, 'route', 'replace', 'unicast', `${REPLICA6}/128`, ...way);
    ip('-n', c, 'neigh', 'replace', REPLICA6, 'lladdr', REPLICA_MAC, 'dev', 'cell0', 'nud', 'permanent');
  }

  /** A server inside the replica's namespace. */
  async serve(
    port: number,
    onConnection: (socket: Socket) => void,
    address: string = REPLICA,
  ): Promise<Server> {
    const fd = inNetworkNamespace(this.replica, () => {
      const made = tcpSocket(address);
      setReuseAddress(made);
      bindSocket(made, { address, port });
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
