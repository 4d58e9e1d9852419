import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { LedgerEntry, LedgerSum } from './ledger-server.js';

/** How long anything the server is to do may take on a busy machine, milliseconds. */
const PATIENT_MS = 60_000;
/** What is sent or taken at a time by who is slow, and how long it then waits: a megabyte is under way for a second. */
const DRIP_BYTES = 16 * 1024;
const DRIP_MS = 15;

class Sum {
  bytes = 0;
  readonly #hash: Hash = createHash('sha256');

  add(data: Uint8Array): void {
    this.bytes += data.length;
    this.#hash.update(data);
  }

  tell(): LedgerSum {
    return { bytes: this.bytes, digest: this.#hash.copy().digest('hex') };
  }
}

/** A client of the ledger server, which keeps the same account of its connection. */
export class LedgerClient {
  readonly errors: Error[] = [];
  /** Its address and port, as the server names it. */
  readonly name: string;
  readonly #socket: Socket;
  readonly #sent = new Sum();
  readonly #received = new Sum();
  #ended = false;
  #broken = false;
  #sip: NodeJS.Timeout | undefined;
  #number = 0;

  /** Takes over a socket that is connected. */
  constructor(socket: Socket) {
    this.#socket = socket;
    this.name = `${socket.localAddress}:${socket.localPort}`;
    socket.setNoDelay(true);
    socket.on('data', (data: Buffer) => {
      this.#received.add(data);
      if (this.#sip === undefined) return;
      socket.pause();
    });
    socket.on('end', () => (this.#ended = true));
    socket.on('error', (error) => {
      if (!this.#broken) this.errors.push(error);
    });
  }

  static async connect(host: string, port: number): Promise<LedgerClient> {
    const socket = connect({ host, port, allowHalfOpen: true });
    await once(socket, 'connect');
    return new LedgerClient(socket);
  }

  get received(): number {
    return this.#received.bytes;
  }

  /** The server has ended its direction, and all before it was received. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Sends words, or as many bytes as it says, no two alike. */
  send(what: string | number): void {
    const data = typeof what === 'string' ? Buffer.from(`${what}\n`) : this.#bytes(what);
    this.#sent.add(data);
    this.#socket.write(data);
  }

  /** Sends words, and as many bytes as they announce, in one packet if they fit. */
  sendTogether(words: string, bytes: number): void {
    this.#socket.cork();
    this.send(words);
    this.send(bytes);
    this.#socket.uncork();
  }

  /** Sends this many bytes bit by bit: they are under way for a while. */
  async drip(bytes: number): Promise<void> {
    for (let left = bytes; left > 0; left -= DRIP_BYTES) {
      this.send(Math.min(left, DRIP_BYTES));
      await delay(DRIP_MS);
    }
  }

  /** Says this, and resolves when so many bytes of answer are there. */
  async ask(what: string, answerBytes = what.split(' ', 1)[0]!.length + 1): Promise<void> {
    const before = this.received;
    this.send(what);
    await this.reach(before + answerBytes);
  }

  /** Resolves when this many bytes were received. */
  async reach(bytes: number): Promise<void> {
    await this.#until(() => this.received >= bytes, `${this.received} of ${bytes} bytes received`);
  }

  /** Resolves when the server has ended its direction. */
  async reachEnd(): Promise<void> {
    await this.#until(() => this.#ended, 'its end is awaited');
  }

  /** Takes nothing more from the server until `resume`. */
  pause(): void {
    this.#socket.pause();
  }

  /** From now on takes little at a time. */
  sip(): void {
    this.#sip = setInterval(() => this.#socket.resume(), DRIP_MS);
  }

  resume(): void {
    clearInterval(this.#sip);
    this.#sip = undefined;
    this.#socket.resume();
  }

  /** Ends its direction. */
  end(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#broken = true;
    this.#socket.resetAndDestroy();
  }

  destroy(): void {
    clearInterval(this.#sip);
    this.#broken = true;
    this.#socket.destroy();
  }

  /** What the server must know: what was sent here came there, what was received here was said there. */
  get account(): Pick<LedgerEntry, 'got' | 'said'> {
    return { got: this.#sent.tell(), said: this.#received.tell() };
  }

  #bytes(count: number): Buffer {
    this.#number += 1;
    return createHash('shake128', { outputLength: count }).update(`${this.name} ${this.#number}`).digest();
  }

  async #until(reached: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + PATIENT_MS;
    while (!reached()) {
      if (this.errors.length > 0) throw this.errors[0]!;
      if (Date.now() > deadline) throw new Error(`${this.name}: ${what} in vain`);
      await delay(5);
    }
  }
}
