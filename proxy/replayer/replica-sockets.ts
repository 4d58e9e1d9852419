import { Socket, type OnReadOpts, type SocketConstructorOpts } from 'node:net';
import { setResetOnClose, unacknowledgedBytes } from '../../runtime/linux/mod.js';
import type { Feed } from './feed.js';
import type { ReplicaSide } from './replay.js';
import { dialFromCell, isDialling, silence } from './cell-socket.js';

/** Room for what one read takes; all sockets of a thread read into it in turn. */
const READ_BYTES = 256 * 1024;
/** What the replica may be ahead of the log on one connection before it is not read from any more, bytes. */
const MOST_EARLY_BYTES = 1024 * 1024;

/** What the sockets tell. */
export interface SocketEvents {
  /** The buffer is used again for the next read. */
  heard(feed: Feed, bytes: Uint8Array): void;
  ended(feed: Feed): void;
  refused(feed: Feed): void;
  closed(feed: Feed): void;
  replaced(feed: Feed): void;
  writable(feed: Feed): void;
  /** A socket of ours failed for a reason that is not the replica's doing. */
  failed(feed: Feed, error: Error): void;
}

interface Connection {
  readonly socket: Socket;
  readonly fd: number;
  readonly feed: Feed;
  /** Nothing is sent to the replica any more. */
  sendOver: boolean;
}

/** Every client that a replica sees: the sockets in its cell. */
export class ReplicaSockets implements ReplicaSide {
  readonly #netns: string;
  readonly #events: SocketEvents;
  readonly #connections = new Map<string, Connection>();
  readonly #paused = new Set<Connection>();
  readonly #endLater = new Set<Connection>();
  readonly #resetLater = new Set<Connection>();
  readonly #buffer = Buffer.allocUnsafe(READ_BYTES);

  constructor(netns: string, events: SocketEvents) {
    this.#netns = netns;
    this.#events = events;
  }

  /** Connections open now. */
  get open(): number {
    return this.#connections.size;
  }

  /** Takes over a descriptor made for this connection. */
  attach(feed: Feed, fd: number): void {
    // Node's types lack `onread` here; its constructor takes it since 12.10 (net.Socket, options of connect).
    const options: SocketConstructorOpts & { readonly onread: OnReadOpts } = {
      fd,
      allowHalfOpen: true,
      onread: {
        buffer: this.#buffer,
        callback: (length, buffer) => this.#heard(connection, buffer.subarray(0, length)),
      },
    };
    const socket = new Socket(options);
    const connection: Connection = { socket, fd, feed, sendOver: feed.carried && feed.inEnded };
    this.#connections.set(feed.key, connection);
    socket.setNoDelay(true);
    socket.on('drain', () => this.#events.writable(feed));
    socket.on('end', () => {
      this.#events.ended(feed);
      // A twin whose side had ended before the cut sends no FIN of its own: it just goes.
      if (feed.carried && connection.sendOver && !socket.writableEnded) this.#vanish(connection);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') this.#events.refused(feed);
    });
    socket.on('close', () => {
      this.#forget(connection);
      this.#events.closed(feed);
    });
    if (feed.carried && feed.outEnded && connection.sendOver) this.#vanish(connection);
  }

  dial(feed: Feed): void {
    const earlier = this.#connections.get(feed.key);
    if (earlier !== undefined) {
      this.#events.replaced(earlier.feed);
      this.#vanish(earlier);
    }
    try {
      this.attach(feed, dialFromCell(this.#netns, feed));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') this.#events.refused(feed);
      else this.#events.failed(feed, error as Error);
    }
  }

  write(feed: Feed, bytes: Uint8Array): boolean {
    const connection = this.#of(feed);
    if (connection === undefined || connection.sendOver) return true;
    return connection.socket.write(bytes);
  }

  end(feed: Feed): void {
    const connection = this.#of(feed);
    if (connection === undefined || connection.sendOver) return;
    connection.sendOver = true;
    // The kernel takes an end for a cancellation as long as the dial is not answered.
    if (isDialling(connection.fd)) this.#endLater.add(connection);
    else connection.socket.end();
  }

  reset(feed: Feed): void {
    const connection = this.#of(feed);
    if (connection === undefined) return;
    connection.sendOver = true;
    if (!this.#breakOff(connection)) this.#resetLater.add(connection);
  }

  /** To be called now and then. */
  tick(): void {
    for (const connection of this.#endLater) {
      if (isDialling(connection.fd)) continue;
      this.#endLater.delete(connection);
      connection.socket.end();
    }
    for (const connection of this.#resetLater) this.#breakOff(connection);
    this.resumeReading();
  }

  /** Reads again from connections whose output the log has caught up with. */
  resumeReading(): void {
    for (const connection of this.#paused) {
      if (connection.feed.comparison.early > MOST_EARLY_BYTES / 2) continue;
      this.#paused.delete(connection);
      connection.socket.resume();
    }
  }

  /** Closes everything without a word to the replica, which stays as it is. */
  vanish(): void {
    for (const connection of [...this.#connections.values()]) this.#vanish(connection);
  }

  #of(feed: Feed): Connection | undefined {
    const connection = this.#connections.get(feed.key);
    return connection?.feed === feed ? connection : undefined;
  }

  #heard(connection: Connection, bytes: Uint8Array): boolean {
    this.#events.heard(connection.feed, bytes);
    if (connection.feed.comparison.early <= MOST_EARLY_BYTES) return true;
    this.#paused.add(connection);
    return false;
  }

  /** A reset throws away what is still on its way; whether everything had arrived and the reset was sent. */
  #breakOff(connection: Connection): boolean {
    const { socket, fd } = connection;
    if (!socket.destroyed) {
      if (socket.writableLength > 0 || unacknowledgedBytes(fd) > 0) return false;
      setResetOnClose(fd);
      socket.destroy();
    }
    this.#forget(connection);
    return true;
  }

  #vanish(connection: Connection): void {
    this.#forget(connection);
    if (!connection.socket.destroyed) silence(connection.fd);
    connection.socket.destroy();
  }

  #forget(connection: Connection): void {
    this.#paused.delete(connection);
    this.#endLater.delete(connection);
    this.#resetLater.delete(connection);
    if (this.#connections.get(connection.feed.key) === connection)
      this.#connections.delete(connection.feed.key);
  }
}
