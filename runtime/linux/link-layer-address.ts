export const AF_PACKET = 17;
export const ETH_P_ALL = 0x0003;

/** struct sockaddr_ll of packet(7): one protocol of one interface; 0 receives nothing. */
export function linkLayerAddress(index: number, protocol: number): Uint8Array {
  const address = new Uint8Array(20);
  const view = new DataView(address.buffer);
  view.setUint16(0, AF_PACKET, true);
  view.setUint16(2, protocol, false);
  view.setInt32(4, index, true);
  return address;
}
