/** The way in to other machines: ssh with keys and known_hosts. Passwords are never asked for. */
export { formatSshAddress, parseHostPort, parseSshAddress, type SshAddress } from './address.js';
export { connectSsh, type ConnectOptions } from './connect.js';
export { SshConnection, type RemoteResult, type RemoteRunOptions } from './connection.js';
export { HostKeyUnknownError, SshConnectionLostError, type SshAdvice } from './errors.js';
export { KnownHosts, type NewHostKeyPolicy } from './host-key.js';
export { findIdentities, onlyIdentity, type Identities } from './identities.js';
export { shellCommand, shellQuote } from './quote.js';
