import { isIP } from 'node:net';
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

/**
 * Who can use a target: processes of this machine only (`machine`: a unix socket, loopback), everybody who has a way to the
 * machine by whatever address (`any-address`: 0.0.0.0, ::), or whoever has a way to one address (`address`). Pure.
 */
export function targetScope(target: string): 'machine' | 'any-address' | 'address' {
  if (target.startsWith('unix:')) return 'machine';
  const host = target.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.')))
    return 'machine';
  return host === '0.0.0.0' || host === '::' ? 'any-address' : 'address';
}

/** The port of a `host:port` target; undefined of a unix socket. Pure. */
export function targetPort(target: string): number | undefined {
  return target.startsWith('unix:') ? undefined : Number(/:(\d+)$/.exec(target)?.[1]);
}
