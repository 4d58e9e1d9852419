import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { RunningInstance } from './bench.js';
import { type CloneBench } from './bench.js';
import { STATE_FILE } from '../../applications/support/probe.js';

const PORT = 7000;

/**
 * One listener for both families; clients of IPv4 have mapped addresses there. To each line it answers with who asked (as the kernel
 * tells it now), how many lines there were so far, and the line. On SIGHUP it writes what it knows of its clients.
 */
const PROGRAM = `
import json, os, selectors, signal, socket
state = {'lines': 0, 'lines_of': {}}
selector = selectors.DefaultSelector()
server = socket.create_server(('::', ${PORT}), family=socket.AF_INET6, dualstack_ipv6=True, backlog=64)
selector.register(server, selectors.EVENT_READ)
unfinished = {}

def tell(*_):
    peers = sorted('%s %d' % client.getpeername()[:2] for client in unfinished)
    with open('${STATE_FILE}.new', 'w') as file:
        json.dump({**state, 'peers': peers}, file, sort_keys=True)
    os.rename('${STATE_FILE}.new', '${STATE_FILE}')
signal.signal(signal.SIGHUP, tell)

while True:
    for key, _ in selector.select():
        if key.fileobj is server:
            client, _ = server.accept()
            unfinished[client] = b''
            selector.register(client, selectors.EVENT_READ)
            continue
        client = key.fileobj
        chunk = client.recv(65536)
        if not chunk:
            selector.unregister(client)
            del unfinished[client]
            client.close()
            continue
        *lines, unfinished[client] = (unfinished[client] + chunk).split(b'\\n')
        for line in lines:
            peer = '%s %d' % client.getpeername()[:2]
            state['lines'] += 1
            state['lines_of'][peer] = state['lines_of'].get(peer, 0) + 1
            client.sendall(b'%s %d %s\\n' % (peer.encode(), state['lines'], line))
`;

/** Runs it in a production container. */
export function runDualStackServer(bench: CloneBench): Promise<RunningInstance> {
  const rootfs = { packages: ['python3'], folder: 'test-python' };
  return bench.runInstance('dual', rootfs, PORT, ['python3', '-c', PROGRAM]);
}

/** A client that asks line by line. */
export class LineClient {
  lines = 0;
  readonly #socket: Socket;
  #heard = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8').on('data', (text: string) => (this.#heard += text));
  }

  static async connect(host: string): Promise<LineClient> {
    const socket = connect({ host, port: PORT, noDelay: true });
    await once(socket, 'connect');
    return new LineClient(socket);
  }

  /** Address and port of this end, as the server must see them. */
  get ends(): string {
    const { localAddress = '', localPort = 0 } = this.#socket;
    return `${localAddress.includes(':') ? '' : '::ffff:'}${localAddress} ${localPort}`;
  }

  /** Sends this as it is. */
  say(text: string): void {
    this.#socket.write(text);
  }

  /** The next line that the server says. */
  async hear(): Promise<string> {
    while (!this.#heard.includes('\n')) await once(this.#socket, 'data');
    const end = this.#heard.indexOf('\n');
    const line = this.#heard.slice(0, end);
    this.#heard = this.#heard.slice(end + 1);
    this.lines += 1;
    return line;
  }

  /** Asks until it is told to stop; throws when an answer is not for what was asked, by whom it was asked. */
  async keepAsking(stopped: () => boolean): Promise<void> {
    while (!stopped()) {
      const asked = `line ${this.lines}`;
      this.say(`${asked}\n`);
      const answer = await this.hear();
      if (!answer.startsWith(`${this.ends} `) || !answer.endsWith(` ${asked}`))
        throw new Error(`${this.ends} asked "${asked}" and heard "${answer}"`);
    }
  }

  close(): void {
    this.#socket.destroy();
  }
}
