/** Adding a host by ssh: looks at it, brings the product there, makes it take part; undone when it fails half-way. */
export { addHost, type Added, type AddOptions } from './add-host.js';
export { HostNotReadyError } from './errors.js';
export type { AddRequest } from './context.js';
export type { SshMembership } from './configuration.js';
export { RemoteHost } from './remote-host.js';
