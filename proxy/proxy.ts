// The proxy's parts, put together by hand.
import { makePrivateDirectories, version, type RoleOptions } from '../runtime/config/mod.js';
import { startServer } from '../runtime/grpc/mod.js';
import { startHeartbeat } from '../runtime/heartbeat/mod.js';
import type { RunningRole } from '../runtime/lifecycle/mod.js';
import type { Logger } from '../runtime/log/mod.js';
import { readNatsConfig } from '../runtime/nats/mod.js';
import { openProcessorShare } from './processor-share/mod.js';
import { Replays } from './replayer/mod.js';
import { Captures, proxyService } from './service/mod.js';

/**
 * Builds the proxy and serves. It begins with nothing: captures are started anew by the coordinator, and the sockets
 * of replays died with the process that had them.
 */
export async function startProxy(options: RoleOptions, log: Logger): Promise<RunningRole> {
  makePrivateDirectories(options.runDir);
  const nats = await readNatsConfig(options.natsConfigPath);
  const share = openProcessorShare(log.child({ component: 'share' }));
  const captures = new Captures(nats, log, share);
  const replays = new Replays(nats, log);
  const server = await startServer({
    listen: options.listen,
    trusted: options.trusted,
    services: [proxyService({ captures, replays })],
    log,
  });
  server.setServing(true);
  const heartbeat = startHeartbeat({
    coordinatorTarget: options.coordinatorTarget,
    hostName: options.hostName,
    role: 'ROLE_PROXY',
    target: options.advertise ?? server.target,
    version: version(),
    log: log.child({ component: 'heartbeat' }),
  });
  return {
    shutdown: async (graceMs) => {
      await heartbeat.stop();
      await server.shutdown(graceMs);
      // Replays first: they end at a record that the log has, whatever is captured meanwhile.
      await replays.stopAll();
      await captures.stopAll();
      share.close();
    },
  };
}
