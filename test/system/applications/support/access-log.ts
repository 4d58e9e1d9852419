/** What a server logged of each connection, in order, by the client's port. A line begins with that port. */
export type AccessLog = Readonly<Record<string, readonly string[]>>;

/** Between connections the order of lines is that of the server's processes, and means nothing. */
export function byConnection(text: string): AccessLog {
  const log: Record<string, string[]> = {};
  for (const line of text.split('\n')) {
    const [port = ''] = line.split(' ', 1);
    if (port !== '') (log[port] ??= []).push(line);
  }
  return log;
}

/** Requests in it. */
export function requestsIn(log: AccessLog): number {
  return Object.values(log).reduce((sum, lines) => sum + lines.length, 0);
}
