import { AF_PACKET, ETH_P_ALL, linkLayerAddress } from './link-layer-address.js';
import { interfaceIndex } from './network-interface.js';
import { bindRaw, closeDescriptor, rawSocket, receiveNow, sendNow } from './socket.js';
import { setBufferBytes, setIntOption, SOL_PACKET } from './socket-option.js';

const SOCK_RAW = 3;
const PACKET_VNET_HDR = 15;
const PACKET_IGNORE_OUTGOING = 23;

/** struct virtio_net_hdr before each packet: how it is segmented and summed, so that it can be sent as it came. */
export const OFFLOAD_HEADER_BYTES = 10;

/**
 * Copies of packets, each with its offload header, and the way to send such a packet again: packet(7). A packet that a
 * network card or veth would segment stays in one piece.
 */
export class PacketSocket {
  readonly #fd: number;
  readonly #index: number;

  /** Of an interface in this thread's network namespace; it receives nothing yet. SyscallError ENODEV, EPERM. */
  constructor(name: string, options: { readonly bufferBytes: number }) {
    this.#index = interfaceIndex(name);
    this.#fd = rawSocket(AF_PACKET, SOCK_RAW, 0);
    try {
      setIntOption(this.#fd, SOL_PACKET, PACKET_VNET_HDR, 1);
      setIntOption(this.#fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
      setBufferBytes(this.#fd, 'receive', options.bufferBytes);
    } catch (error) {
      closeDescriptor(this.#fd);
      throw error;
    }
  }

  /** From here on what arrives at the interface is copied, before any filter of the namespace sees it. */
  receiveAll(): void {
    bindRaw(this.#fd, linkLayerAddress(this.#index, ETH_P_ALL));
  }

  /** From here on `send` sends through the interface. */
  sendOnly(): void {
    bindRaw(this.#fd, linkLayerAddress(this.#index, 0));
  }

  /** Bytes of the next packet with its header; undefined when there is none. One longer than the buffer is cut. */
  receive(buffer: Uint8Array): number | undefined {
    return receiveNow(this.#fd, buffer);
  }

  /** Whether the kernel took the packet. */
  send(packet: Uint8Array): boolean {
    return sendNow(this.#fd, packet) !== undefined;
  }

  close(): void {
    closeDescriptor(this.#fd);
  }
}
