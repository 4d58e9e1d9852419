/** The small requests that the client sends, and how it knows that an answer is whole. Pure. */

export type Protocol = 'http' | 'ping';

const REQUESTS: Record<Protocol, string> = {
  http: 'GET / HTTP/1.1\r\nHost: bench\r\n\r\n',
  // Redis takes it as an inline command.
  ping: 'PING\r\n',
};

export function requestOf(protocol: Protocol): Buffer {
  return Buffer.from(REQUESTS[protocol]);
}

/**
 * Whether what came is one whole answer: a success with its body, or a line that says PONG.
 * @throws Error when it is another answer, or more than one
 */
export function isWhole(protocol: Protocol, received: Buffer): boolean {
  const text = received.toString('latin1');
  if (protocol === 'ping') {
    if (!'+PONG\r\n'.startsWith(text)) throw new Error(`was answered ${JSON.stringify(text.slice(0, 60))}`);
    return text.length === '+PONG\r\n'.length;
  }
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return false;
  if (!text.startsWith('HTTP/1.1 200 '))
    throw new Error(`was answered ${text.slice(0, text.indexOf('\r\n'))}`);
  const length = Number(/^content-length: *(\d+)/im.exec(text.slice(0, head))?.[1] ?? Number.NaN);
  const missing = head + 4 + length - text.length;
  if (!(missing >= 0)) throw new Error('was answered with no length, or more than once');
  return missing === 0;
}
