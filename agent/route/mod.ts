/** Ways to other agents: to their port, or through an sshd that reaches it. */
export { Ways, type SshHop, type Way, type WayOpener, type WaysOptions } from './ways.js';
export * from './errors.js';
