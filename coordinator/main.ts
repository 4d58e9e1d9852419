import { statfs } from 'node:fs/promises';
import { makePrivateDirectories, roleOptionsOrExit, version } from '../runtime/config/mod.js';
import { runRole } from '../runtime/lifecycle/mod.js';
import { createLogger } from '../runtime/log/mod.js';
import { connectNats, readNatsConfig } from '../runtime/nats/mod.js';
import { startCoordinator } from './coordinator.js';

const options = roleOptionsOrExit('coordinator');

const log = createLogger({ role: 'coordinator', level: options.logLevel });

/** Where nats-server stores, if that is on this machine; else the state directory is the nearest thing that is known. */
async function freeLogBytes(storeDir: string | undefined): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(storeDir ?? options.stateDir);
    return bavail * bsize;
  } catch (error) {
    log.debug({ err: error }, 'free room for logs not known');
    return undefined;
  }
}

await runRole({
  name: 'coordinator',
  log,
  start: async () => {
    makePrivateDirectories(options.runDir);
    const config = await readNatsConfig(options.natsConfigPath);
    const nats = await connectNats(config, 'parikshan-coordinator', { log });
    const coordinator = await startCoordinator({
      ...{ nats, log, freeLogBytes: () => freeLogBytes(config.storeDir) },
      listen: options.listen,
      version: version(),
    });
    return {
      async shutdown(graceMs) {
        await coordinator.shutdown(graceMs);
        await nats.close();
      },
    };
  },
});
