export { CALL_MS } from './call-times.js';
export { HostDrainedError } from './errors.js';
export { grpcClients, type AgentClient, type Clients, type ProxyClient } from './clients.js';
export { GRACE_MS, TIME_TO_LIVE_MS, timeToLive, type Beat, type MemberRole } from './member.js';
export { Registry, type HostPresence, type RegistryOptions } from './registry.js';
