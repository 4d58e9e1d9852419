/** What this host is and can do. */
export { findCriu, olderThan, toolPrefix } from './criu-state.js';
export { probeHost } from './host.js';
export { missingRights, softDirtyFinding, tracksMemory } from './kernel-features.js';
export type { CriuState, Finding, Probe, ProbeContext } from './probe.js';
