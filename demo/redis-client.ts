/** A client for Redis small enough to see exactly what it sends: one connection, replies in order (RESP2). */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

/** A reply; errors are thrown by `call`. */
export type Reply = string | number | null | readonly Reply[];

/** An error reply of the server. */
export class RedisReplyError extends Error {}

export class RedisClient {
  readonly #socket: Socket;
  #buffered = Buffer.alloc(0);
  readonly #waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void }[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('close', () => this.#fail(new Error('the connection to Redis was closed')));
    socket.on('error', (error) => this.#fail(error));
  }

  /** Connects; throws when nobody listens. */
  static async connect(host: string, port: number): Promise<RedisClient> {
    const socket = connect({ host, port });
    await once(socket, 'connect');
    return new RedisClient(socket);
  }

  /** Speaks over a connection that somebody else has made. */
  static over(socket: Socket): RedisClient {
    return new RedisClient(socket);
  }

  /** The client's own port, by which a replica can be asked about this connection. */
  get localPort(): number {
    return this.#socket.localPort ?? 0;
  }

  /** Sends one command and waits for its reply. */
  async call(...words: readonly string[]): Promise<Reply> {
    const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    const reply = new Promise<Reply>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    this.#socket.write(`*${words.length}\r\n${parts.join('')}`);
    return reply;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#buffered = Buffer.concat([this.#buffered, chunk]);
    for (;;) {
      const parsed = parseReply(this.#buffered, 0);
      if (parsed === undefined) return;
      this.#buffered = this.#buffered.subarray(parsed.end);
      const waiting = this.#waiting.shift();
      if (parsed.reply instanceof RedisReplyError) waiting?.reject(parsed.reply);
      else waiting?.resolve(parsed.reply);
    }
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }
}

/** One reply from `offset` on, or undefined while it is not whole. */
export function parseReply(
  bytes: Buffer,
  offset: number,
): { reply: Reply | RedisReplyError; end: number } | undefined {
  const lineEnd = bytes.indexOf('\r\n', offset);
  if (lineEnd < 0) return undefined;
  const line = bytes.toString('utf8', offset + 1, lineEnd);
  const after = lineEnd + 2;
  switch (String.fromCharCode(bytes[offset] ?? 0)) {
    case '+':
      return { reply: line, end: after };
    case '-':
      return { reply: new RedisReplyError(line), end: after };
    case ':':
      return { reply: Number(line), end: after };
    case '$': {
      const length = Number(line);
      if (length < 0) return { reply: null, end: after };
      if (bytes.length < after + length + 2) return undefined;
      return { reply: bytes.toString('utf8', after, after + length), end: after + length + 2 };
    }
    case '*':
      return parseArray(bytes, after, Number(line));
    default:
      return { reply: new RedisReplyError(`not a reply of Redis: ${line}`), end: after };
  }
}

function parseArray(bytes: Buffer, offset: number, count: number): { reply: Reply; end: number } | undefined {
  if (count < 0) return { reply: null, end: offset };
  const items: Reply[] = [];
  let end = offset;
  for (let i = 0; i < count; i += 1) {
    const item = parseReply(bytes, end);
    if (item === undefined) return undefined;
    items.push(item.reply instanceof RedisReplyError ? item.reply.message : item.reply);
    end = item.end;
  }
  return { reply: items, end };
}
