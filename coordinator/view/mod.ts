export { CloneView } from './clones.js';
export { HostReports } from './host-reports.js';
export { HostView } from './hosts.js';
export { KnownHosts, type KnownHost } from './known-hosts.js';
export { InstanceView } from './instances.js';
export { feederGone } from './replica-state.js';
export { ReplicaView } from './replicas.js';
