/**
 * Several hosts on one machine, for the demo, benches and tests: each is a network namespace on a bridge, with its own
 * mounts, address, agent, proxy, state and run folder. They are real peers: one reaches another only through its link, which can be
 * limited, cut and mended.
 */
export { HostLab, type HostLabOptions } from './host-lab.js';
export { LabHost, type Command, type RunOnHost } from './lab-host.js';
export type { LabPlace } from './lab-plan.js';
export type { ProcessName } from './lab-process.js';
