import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';

export const GREETING = 'host';

/** Node 20 cannot listen on an abstract name; the Python of a container's root filesystem can. */
const ABSTRACT = `
import socket, sys
server = socket.socket(socket.AF_UNIX)
server.bind('\\0' + sys.argv[1])
server.listen()
print('listening', flush=True)
while True:
    client, _ = server.accept()
    client.sendall(b'${GREETING}')
    client.close()
`;

/** Listeners of the host on one port of all addresses (TCP, UDP) and on an abstract unix socket: they greet, and those of the port count who comes. */
export class HostListener {
  port = 0;
  came = 0;
  readonly abstractName = `pk-test-${process.pid}`;
  readonly #tcp = createServer((socket) => this.#greet(socket));
  #unix: ChildProcess | undefined;
  readonly #udp = createSocket('udp4');
  /** Undefined where the host has no IPv6. */
  readonly #udp6 = existsSync('/proc/sys/net/ipv6')
    ? createSocket({ type: 'udp6', ipv6Only: true })
    : undefined;

  /** @param pythonRoot root filesystem with python3 */
  async start(pythonRoot: string): Promise<void> {
    this.#tcp.listen(0);
    await once(this.#tcp, 'listening');
    this.port = (this.#tcp.address() as { port: number }).port;
    const python = spawn('chroot', [pythonRoot, 'python3', '-c', ABSTRACT, this.abstractName], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#unix = python;
    await once(python.stdout, 'data');
    for (const udp of [this.#udp, this.#udp6]) {
      if (udp === undefined) continue;
      udp.on('message', (_, from) => {
        this.came += 1;
        udp.send(GREETING, from.port, from.address);
      });
      udp.bind(this.port);
      await once(udp, 'listening');
    }
  }

  stop(): void {
    this.#tcp.close();
    this.#unix?.kill();
    this.#udp.close();
    this.#udp6?.close();
  }

  #greet(socket: Socket): void {
    this.came += 1;
    socket.on('error', () => undefined);
    socket.end(GREETING);
  }
}
