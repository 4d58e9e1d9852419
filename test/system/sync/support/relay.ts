import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** Stands between two agents: counts what passes, and can cut the line. */
export class Relay {
  /** Bytes from the source to the taker. */
  bytes = 0;
  /** After so many bytes from the source every connection is reset. */
  #cutAt = Infinity;
  #refusing = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @param path of the source's unix socket */
  static async start(path: string): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server);
    server.on('connection', (taker) => relay.#join(taker, path));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return relay;
  }

  get target(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Cuts when so many bytes more have come from the source, and lets nobody in afterwards until `mend`. */
  cutAfter(bytes: number): void {
    this.#cutAt = this.bytes + bytes;
  }

  get isCut(): boolean {
    return this.#refusing;
  }

  mend(): void {
    this.#cutAt = Infinity;
    this.#refusing = false;
  }

  async close(): Promise<void> {
    this.#cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(taker: Socket, path: string): void {
    if (this.#refusing) return void taker.resetAndDestroy();
    const source = connect({ path });
    for (const socket of [taker, source]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        taker.destroy();
        source.destroy();
      });
    }
    taker.pipe(source);
    source.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      if (this.bytes >= this.#cutAt) return this.#cut();
      if (!taker.write(chunk)) source.pause();
    });
    taker.on('drain', () => source.resume());
  }

  #cut(): void {
    this.#refusing = true;
    this.#cutAt = Infinity;
    for (const socket of this.#sockets) socket.destroy();
  }
}
