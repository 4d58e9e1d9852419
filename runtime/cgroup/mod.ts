/** The kernel's control groups: where they are mounted, in which version, who is in them, and the groups of our proxies. */
export { CGROUP_ROOT, cgroupRoots, controllerRoot, isUnified } from './hierarchies.js';
export { groupProcessesSync } from './processes.js';
export { proxyGroup, removeEmptyProxyGroups } from './proxy-groups.js';
