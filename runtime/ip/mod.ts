export { InvalidAddressError, formatAddress, parseAddress } from './address.js';
export { parseNetwork, type Network } from './network.js';
