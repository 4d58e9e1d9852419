import { statfs } from 'node:fs/promises';
import { makePrivateDirectories, roleOptionsOrExit, version } from '../runtime/config/mod.js';
import { runRole } from '../runtime/lifecycle/mod.js';
import { createLogger } from '../runtime/log/mod.js';
import { connectNats, isNatsHere, readNatsConfig, type NatsConfig } from '../runtime/nats/mod.js';
import { startCoordinator } from './coordinator.js';

const options = roleOptionsOrExit('coordinator');

const log = createLogger({ role: 'coordinator', level: options.logLevel });

/**
 * Bytes free where nats-server stores. Not known when that is another machine; where it is this one and nats.json does not say
 * in which folder, the state directory is the nearest thing.
 */
async function freeLogBytes(config: NatsConfig): Promise<number | undefined> {
  if (!isNatsHere(config)) return undefined;
  try {
    const { bavail, bsize } = await statfs(config.storeDir ?? options.stateDir);
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
      ...{ nats, log, freeLogBytes: () => freeLogBytes(config) },
      listen: options.listen,
      trusted: options.trusted,
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
