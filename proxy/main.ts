// Entry point of `parikshan proxy`: log, configuration, build, run.
import { roleOptionsOrExit } from '../runtime/config/mod.js';
import { runRole } from '../runtime/lifecycle/mod.js';
import { createLogger } from '../runtime/log/mod.js';
import { startProxy } from './proxy.js';

const options = roleOptionsOrExit('proxy');
const log = createLogger({ role: 'proxy', level: options.logLevel });
await runRole({ name: 'proxy', log, start: () => startProxy(options, log) });
