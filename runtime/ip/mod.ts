export { InvalidAddressError, formatAddress, parseAddress } from './address.js';
