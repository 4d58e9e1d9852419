/** Network of instances: addresses, veths, the hook that moves one into a container, address translation. */
export {
  allocateAddress,
  CONTAINER_INTERFACE,
  gatewayAddress,
  hostInterface,
  hostInterfacePrefix,
  pairedAddress,
  peerInterface,
  wire6,
  type Wire6,
} from './address.js';
export { forwardsIpv6, ipv6Absence } from './ipv6.js';
export { networkHookScript, type NetworkHook } from './hook.js';
export { createVeth, listHostInterfaces, removeInterface, type Veth } from './veth.js';
export {
  applyFirewall,
  firewallTable,
  removeFirewall,
  type ClosedPorts,
  type Firewall,
  type PublishedPort,
} from './firewall.js';
export { requireOwnNetwork } from './foreign-network.js';
export { requireFreeHostPort } from './host-port.js';
