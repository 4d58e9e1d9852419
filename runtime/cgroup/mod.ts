/** The kernel's control groups: where they are mounted, in which version, and the groups of our proxies. */
export { CGROUP_ROOT, cgroupRoots, controllerRoot, isUnified } from './hierarchies.js';
export { proxyGroup, removeEmptyProxyGroups } from './proxy-groups.js';
