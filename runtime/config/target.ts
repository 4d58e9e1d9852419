import { isAbsolute } from 'node:path';

/** What is wrong with a gRPC target that must be `unix:/absolute/path` or `host:port`; undefined when nothing is. */
export function targetFault(target: string): string | undefined {
  if (target.startsWith('unix:')) {
    const path = target.slice('unix:'.length).replace(/^\/\/(?=\/)/, '');
    if (!isAbsolute(path)) return 'the path after unix: must be absolute.';
    // struct sockaddr_un.sun_path holds 108 bytes with its end mark, unix(7).
    return Buffer.byteLength(path) > 107
      ? 'the path is longer than the 107 bytes a socket may have.'
      : undefined;
  }
  const port = /^(?:\[[0-9a-fA-F:]+\]|[^:/\s]+):(\d{1,5})$/.exec(target)?.[1];
  if (port === undefined) return 'must be unix:/absolute/path or host:port.';
  return Number(port) > 65535 ? `${port} is not a port.` : undefined;
}
