// Entry point of `parikshan agent`: log, configuration, build, run.
import { setFlagsFromString } from 'node:v8';
import { roleOptionsOrExit } from '../runtime/config/mod.js';
import { runRole } from '../runtime/lifecycle/mod.js';
import { createLogger } from '../runtime/log/mod.js';
import { startAgent } from './agent.js';

/**
 * By how much the heap may grow until all of it is collected, per cent. What travels through an agent is memory beside the
 * heap, which V8 counts as if it were in it: by its own rule it collects everything for each 10 MB that are shipped, which takes as much
 * processor time as to ship them. The heap is some 20 MB.
 */
setFlagsFromString('--heap-growing-percent=300');

const options = roleOptionsOrExit('agent');
const log = createLogger({ role: 'agent', level: options.logLevel });
await runRole({ name: 'agent', log, start: (signal) => startAgent(options, log, signal) });
