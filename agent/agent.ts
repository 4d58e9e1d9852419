// The agent as a server.
import { version, type RoleOptions } from '../runtime/config/mod.js';
import { startServer } from '../runtime/grpc/mod.js';
import { startHeartbeat } from '../runtime/heartbeat/mod.js';
import type { RunningRole } from '../runtime/lifecycle/mod.js';
import type { Logger } from '../runtime/log/mod.js';
import { buildParts } from './parts.js';
import { Links } from './link/mod.js';
import { agentService } from './service/mod.js';
import { letGoOfStorage } from './storage.js';

/** Builds the agent and serves. */
export async function startAgent(
  options: RoleOptions,
  log: Logger,
  signal: AbortSignal,
): Promise<RunningRole> {
  const { stateDir, runDir, hostName, sshLogin, sshServer } = options;
  const { pool, criu, ...parts } = await buildParts(options, log);
  signal.throwIfAborted();

  const probes = { stateDir, pool, criu, sshLogin, sshHop: sshServer };
  const links = new Links(() => parts.clones.freezing, parts.ways);
  const service = agentService({ hostName, runDir, probes, links, ...parts });
  const server = await startServer({
    listen: options.listen,
    trusted: options.trusted,
    services: [service],
    log,
  });
  server.setServing(true);
  const heartbeat = startHeartbeat({
    coordinatorTarget: options.coordinatorTarget,
    hostName,
    role: 'ROLE_AGENT',
    target: options.advertise ?? server.target,
    version: version(),
    sshHop: sshServer,
    sshLogin: sshLogin !== undefined,
    log: log.child({ component: 'heartbeat' }),
  });
  return {
    shutdown: async (graceMs) => {
      await heartbeat.stop();
      await server.shutdown(graceMs);
      parts.ways.close();
      await parts.readers.close();
      await letGoOfStorage(parts);
    },
  };
}
