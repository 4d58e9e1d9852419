// Entry point of the part of `parikshan purge` that only the host's own agent code can do.
import { roleOptionsOrExit } from '../runtime/config/mod.js';
import { createLogger } from '../runtime/log/mod.js';
import { purgeHost } from './purge.js';

const options = roleOptionsOrExit('agent');
const log = createLogger({ role: 'agent', level: options.logLevel });
await purgeHost(options, log).catch((error: unknown) => {
  log.error({ err: error }, 'purge failed');
  process.exitCode = 1;
});
