import { writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { run } from '../../../../runtime/command/mod.js';
import { connectSocket, inNetworkNamespace, tcpSocket } from '../../../../runtime/linux/mod.js';

/** Of RFC 2544: nobody's addresses. */
const ADDRESS = '198.18.77.2';
const GATEWAY = '198.18.77.1';
const TIMEOUT_MS = 10_000;

/** A host behind a wire of its own, which can be cut. */
export class RemoteHost {
  readonly #name = `pktest-${process.pid}`;
  readonly #wire = `pkt${process.pid}`;

  async start(): Promise<void> {
    await run('ip', ['netns', 'add', this.#name], { timeoutMs: TIMEOUT_MS });
    await this.#ip(
      `link add ${this.#wire} type veth peer name eth0 netns ${this.#name}`,
      `address add ${GATEWAY}/32 dev ${this.#wire}`,
      `link set dev ${this.#wire} up`,
      `route add ${ADDRESS}/32 dev ${this.#wire}`,
      `-n ${this.#name} address add ${ADDRESS}/32 dev eth0`,
      `-n ${this.#name} link set dev eth0 up`,
      `-n ${this.#name} route add default via ${GATEWAY} dev eth0 onlink`,
    );
    writeFileSync(`/proc/sys/net/ipv4/conf/${this.#wire}/rp_filter`, '0');
  }

  /** Connects from there. */
  async connect(address: string, port: number): Promise<Socket> {
    const fd = inNetworkNamespace(`/run/netns/${this.#name}`, () => {
      const made = tcpSocket(address);
      connectSocket(made, { address, port });
      return made;
    });
    const socket = new Socket({ fd, allowHalfOpen: true, writable: true, readable: true });
    // It can be written to once the dial is answered.
    await new Promise<void>((resolve, reject) =>
      socket.write('', (error) => (error ? reject(error) : resolve())),
    );
    return socket;
  }

  /** From now on all its packets are dropped, until `appear`. */
  async vanish(): Promise<void> {
    const table = 'table inet cut { chain out { type filter hook output priority 0; policy drop; }; }';
    await this.#nft(table);
  }

  /**
   * From now on it dials and hears the answers, and nothing else of what it sends leaves it, until `appear`: it believes to be
   * connected, as behind a long wire.
   */
  async onlyDial(): Promise<void> {
    const dials = 'tcp flags & syn == syn accept';
    await this.#nft(
      `table inet cut { chain out { type filter hook output priority 0; policy drop; ${dials}; }; }`,
    );
  }

  async appear(): Promise<void> {
    await this.#nft('delete table inet cut');
  }

  async stop(): Promise<void> {
    await run('ip', ['link', 'delete', 'dev', this.#wire], { timeoutMs: TIMEOUT_MS, allowFailure: true });
    await run('ip', ['netns', 'delete', this.#name], { timeoutMs: TIMEOUT_MS, allowFailure: true });
  }

  async #ip(...commands: string[]): Promise<void> {
    for (const command of commands) await run('ip', command.split(' '), { timeoutMs: TIMEOUT_MS });
  }

  async #nft(input: string): Promise<void> {
    const args = ['netns', 'exec', this.#name, 'nft', '-f', '-'];
    await run('ip', args, { timeoutMs: TIMEOUT_MS, input });
  }
}
