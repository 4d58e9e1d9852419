import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { InstanceSpec } from '../../../../proto/gen/parikshan/v1/InstanceSpec.js';

/** Says who it is to whoever connects, and writes a numbered line each 50 ms. */
const PROGRAM = `
require('net').createServer((s) => s.end('I am ' + require('os').hostname())).listen(80, () => console.log('listening'));
let n = 0;
setInterval(() => console.log('line ' + ++n), 50);
process.on('SIGTERM', () => process.exit(7));
`;

export const ECHO_PORT = 80;

export function echoSpec(rootfs: string, overrides: Partial<InstanceSpec> = {}): InstanceSpec {
  return {
    name: 'echo',
    rootfs,
    port: ECHO_PORT,
    diskBytes: 512 * 2 ** 20,
    memoryBytes: 256 * 2 ** 20,
    cpus: 1,
    env: ['GREETING=hello'],
    command: ['node', '-e', PROGRAM],
    ...overrides,
  };
}

/** What it says at this address. */
export async function ask(host: string, port: number): Promise<string> {
  const socket = connect({ host, port });
  socket.setTimeout(5_000, () => socket.destroy(new Error(`no answer from ${host}:${port}`)));
  return text(socket);
}

/** A free TCP port of this host. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
