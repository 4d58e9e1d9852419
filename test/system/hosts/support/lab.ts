import { rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { makeRootfs, type RunningInstance } from '../../../../bench/frame/mod.js';
import { HostLab, type HostLabOptions, type LabHost } from '../../../../demo/hosts/mod.js';
import { RedisClient } from '../../../../demo/mod.js';
import { connectSocket, inNetworkNamespace, tcpSocket } from '../../../../runtime/linux/mod.js';
import { REDIS_PORT } from '../../clone/support/redis.js';
import { ownedFolder, placeIn } from '../../support/owned-folder.js';

/** The demo's root filesystem: whoever ran one has the other. */
export const REDIS_ROOTFS = { packages: ['redis-server'], folder: 'demo-redis' };

/** A lab on folders of a test's own. */
export class TestLab {
  readonly hosts: HostLab;
  readonly #folder: string;

  private constructor(hosts: HostLab, folder: string) {
    this.hosts = hosts;
    this.#folder = folder;
  }

  static async start(options: Omit<HostLabOptions, 'place'>): Promise<TestLab> {
    const folder = ownedFolder('lab');
    return new TestLab(await HostLab.start({ ...options, place: placeIn(folder) }), folder);
  }

  async remove(): Promise<void> {
    await this.hosts.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A client on the host itself, whose connection does not go over the host's link. */
export async function localClient(host: LabHost, address: string): Promise<RedisClient> {
  const fd = inNetworkNamespace(`/proc/${host.holder}/ns/net`, () => {
    const made = tcpSocket(address);
    connectSocket(made, { address, port: REDIS_PORT });
    return made;
  });
  const socket = new Socket({ fd, allowHalfOpen: true, writable: true, readable: true });
  // It can be written to once the dial is answered.
  await new Promise<void>((resolve, reject) =>
    socket.write('', (error) => (error ? reject(error) : resolve())),
  );
  return RedisClient.over(socket);
}

/** An instance, and where it runs. */
export type InstanceOnHost = RunningInstance & { readonly host: string };

/** A Redis on a host of the lab. */
export async function runRedisOn(
  hosts: HostLab,
  name: string,
  host: string,
  disk: string,
): Promise<InstanceOnHost> {
  const server = ['redis-server', '--protected-mode', 'no', '--save', '', '--enable-debug-command', 'yes'];
  const rootfs = await makeRootfs(REDIS_ROOTFS);
  const how = ['--host', host, '--rootfs', rootfs, '--port', String(REDIS_PORT), '--disk', disk];
  const { instance } = await hosts.json<{ instance: InstanceOnHost }>(
    ...['instance', 'run', name, ...how, '--', ...server],
  );
  return instance;
}
