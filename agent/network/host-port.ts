// Whether a port of the host is free to be published.
import { createServer } from 'node:net';
import { PortInUseError } from '../errors.js';

/** Throws PortInUseError when something on this host listens on the TCP port, on any address. */
export async function requireFreeHostPort(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new PortInUseError(port, 'a program on this host listens on it')
          : error,
      );
    });
    // A dual-stack wildcard collides with listeners of both families, on whatever address.
    server.listen({ port, host: '0.0.0.0', exclusive: true }, resolve);
  }).finally(() => new Promise((resolve) => server.close(resolve)));
}
