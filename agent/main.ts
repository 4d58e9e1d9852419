// Entry point of `parikshan agent`: log, configuration, build, run.
import { roleOptionsOrExit } from '../runtime/config/mod.js';
import { runRole } from '../runtime/lifecycle/mod.js';
import { createLogger } from '../runtime/log/mod.js';
import { startAgent } from './agent.js';

const options = roleOptionsOrExit('agent');
const log = createLogger({ role: 'agent', level: options.logLevel });
await runRole({ name: 'agent', log, start: (signal) => startAgent(options, log, signal) });
