// A way through an sshd: a socket on this host, which only root can enter; what comes in there goes on through the connection.
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { toParikshanError, type ParikshanError } from '../../runtime/errors/mod.js';
import { abortable } from '../../runtime/grpc/mod.js';
import type { Logger } from '../../runtime/log/mod.js';
import type { SshAddress, SshConnection } from '../../runtime/ssh/mod.js';
import type { SharedConnection } from './shared-connection.js';

export interface SshWayOptions {
  readonly connection: SharedConnection<SshConnection>;
  /** The agent, as the machine of the sshd reaches it. */
  readonly target: Pick<SshAddress, 'host' | 'port'>;
  /** Path of the socket. */
  readonly path: string;
  /** For messages. */
  readonly name: string;
  readonly log: Logger;
}

export class SshWay {
  readonly name: string;
  readonly target: string;
  readonly #options: SshWayOptions;
  readonly #release: () => void;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #fault: ParikshanError | undefined;

  private constructor(options: SshWayOptions) {
    this.name = options.name;
    this.target = `unix:${options.path}`;
    this.#options = options;
    this.#release = options.connection.hold();
    this.#server = createServer((socket) => void this.#carry(socket));
  }

  /**
   * Opens it once the sshd has let us in and through.
   * @throws what logging in and `forward` throw, or `signal.reason`
   */
  static async open(options: SshWayOptions, signal: AbortSignal): Promise<SshWay> {
    const way = new SshWay(options);
    try {
      const tried = way.#through();
      tried.then(
        (stream) => stream.destroy(),
        () => undefined,
      );
      await abortable(tried, signal);
      // One of an agent that was killed may lie there.
      await rm(options.path, { force: true });
      way.#server.listen(options.path);
      await once(way.#server, 'listening');
      return way;
    } catch (error) {
      way.close();
      throw error;
    }
  }

  /** Why it does not lead there just now. */
  get fault(): ParikshanError | undefined {
    return this.#fault;
  }

  close(): void {
    if (this.#server.listening) this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#release();
  }

  async #carry(socket: Socket): Promise<void> {
    this.#sockets.add(socket);
    // 'close' tells all that matters.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    try {
      const stream = await this.#through();
      if (socket.destroyed) stream.destroy();
      else join(socket, stream);
    } catch {
      socket.destroy();
    }
  }

  /** A stream to the agent. Whoever was refused is not asked again: nothing changes by asking, and some sshd shut out those who do. */
  async #through(): Promise<Duplex> {
    if (this.#fault !== undefined && this.#fault.code !== 'UNAVAILABLE') throw this.#fault;
    const { connection, target, name, log } = this.#options;
    try {
      const stream = await (await connection.get()).forward(target);
      this.#fault = undefined;
      return stream;
    } catch (error) {
      this.#fault = toParikshanError(error);
      log.warn({ way: name, fault: this.#fault.message }, 'the way through ssh is closed');
      throw this.#fault;
    }
  }
}

/** Both are one from now on: each ends with the other, also when the connection below is lost. */
function join(socket: Socket, stream: Duplex): void {
  stream.on('error', () => undefined);
  stream.on('close', () => socket.destroy());
  socket.on('close', () => stream.destroy());
  socket.pipe(stream);
  stream.pipe(socket);
}
