import { checked, libcFunction } from './libc.js';
import { closeDescriptor, rawSocket } from './socket.js';
import { AF_INET } from './socket-address.js';
import { controlDescriptor } from './socket-option.js';

const SOCK_DGRAM = 2;
const SIOCGIFFLAGS = 0x8913;
const IFF_UP = 0x1;
const IFF_RUNNING = 0x40;
const IFNAME_BYTES = 16;
const IFREQ_BYTES = 40;

const ifNametoindex = libcFunction<[string]>('uint32_t if_nametoindex(const char *name)');

/** Index of an interface in this thread's network namespace. SyscallError ENODEV when there is none of that name. */
export function interfaceIndex(name: string): number {
  const index = ifNametoindex(name);
  return checked('if_nametoindex', index === 0 ? -1 : index, name);
}

/** Whether an interface is switched on (`up`) and has a peer that is too (`running`). SyscallError ENODEV. */
export function interfaceState(name: string): { readonly up: boolean; readonly running: boolean } {
  const request = new Uint8Array(IFREQ_BYTES);
  request.set(new TextEncoder().encode(name).subarray(0, IFNAME_BYTES - 1));
  const fd = rawSocket(AF_INET, SOCK_DGRAM, 0);
  try {
    controlDescriptor(fd, `SIOCGIFFLAGS ${name}`, SIOCGIFFLAGS, request);
  } finally {
    closeDescriptor(fd);
  }
  const flags = new DataView(request.buffer).getUint16(IFNAME_BYTES, true);
  return { up: (flags & IFF_UP) !== 0, running: (flags & IFF_RUNNING) !== 0 };
}
