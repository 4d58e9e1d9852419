import { join } from 'node:path';
import { startNatsServer, writeNatsConfig } from '../../runtime/nats/mod.js';
import { identifyProcess } from '../../runtime/process/mod.js';
import { rolePath } from '../checks/mod.js';
import type { Installation } from '../installation.js';
import type { ManagedProcess } from './managed-process.js';
import { natsLocksUp } from './nats-care.js';
import { logPath } from './prepare.js';

/** A server that is locked up does not hear SIGTERM. */
const LOCKED_GRACE_MS = 2_000;

/**
 * How to start the nats-server of an installation, again and again: the first start takes the port and makes a token,
 * later ones keep both, so that the roles find back by themselves. It ends when this process does, however it does, and when it
 * has locked up.
 */
export function natsStarter(
  installation: Installation,
  port: number,
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
): () => Promise<ManagedProcess> {
  const { stateDir, natsConfigPath } = installation;
  let kept: { readonly port: number; readonly token: string | undefined } = { port, token: undefined };
  return async () => {
    const server = await startNatsServer({
      storeDir: join(stateDir, 'nats'),
      port: kept.port,
      token: kept.token,
      logPath: logPath(stateDir, 'nats-server'),
      diesWithParent: true,
      path: rolePath(env),
    });
    kept = { port: server.port, token: server.config.token };
    await writeNatsConfig(natsConfigPath, server.config);
    const over = new AbortController();
    void server.ended.then(() => over.abort());
    void natsLocksUp(server.config, join(stateDir, 'nats'), over.signal).then(async (locked) => {
      if (!locked) return;
      say('nats-server does not answer any more.');
      await server.stop(LOCKED_GRACE_MS);
    });
    const startTicks = (await identifyProcess(server.pid))?.startTicks ?? 0;
    return { pid: server.pid, startTicks, ended: server.ended, stop: (graceMs) => server.stop(graceMs) };
  };
}
