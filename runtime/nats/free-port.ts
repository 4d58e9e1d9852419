import { createServer } from 'node:net';
import { portHolder } from '../process/mod.js';
import { NatsPortInUseError } from './errors.js';

/**
 * Makes sure that a port of 127.0.0.1 can be listened on now, and returns it; for 0 a free one.
 * @throws NatsPortInUseError, which names the holder where /proc tells
 */
export async function takePort(port: number): Promise<number> {
  const probe = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
        resolve((probe.address() as { port: number }).port),
      );
    });
  } catch (error) {
    throw new NatsPortInUseError(port, await portHolder(port), error);
  } finally {
    if (probe.listening) await new Promise((resolve) => probe.close(resolve));
  }
}
