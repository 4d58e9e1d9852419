import koffi from 'koffi';
import { checked, libcFunction } from './libc.js';

const PROT_READ = 1;
const PROT_WRITE = 2;
const MAP_SHARED = 1;
const MAP_PRIVATE = 2;
const MAP_ANONYMOUS = 0x20;
const MAP_POPULATE = 0x8000;

const libcMmap = libcFunction<[null, number, number, number, number, number], bigint>(
  'void *mmap(void *address, size_t length, int protection, int flags, int fd, long offset)',
);
const libcMunmap = libcFunction<[bigint, number]>('int munmap(void *address, size_t length)');

/** Memory outside of the JavaScript heap, until it is given back. */
export interface MappedMemory {
  readonly address: bigint;
  readonly bytes: ArrayBuffer;
  /** Nobody may use `bytes` afterwards. */
  unmap(): void;
}

/** Memory that is shared with whatever is behind a descriptor. @throws SyscallError */
export function mapShared(fd: number, length: number, offset = 0, writable = true): MappedMemory {
  return map(length, writable ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, fd, offset);
}

/** Memory of this process at an address that a system call can be given inside another argument. @throws SyscallError */
export function mapPrivate(length: number): MappedMemory {
  return map(length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
}

function map(length: number, protection: number, flags: number, fd: number, offset: number): MappedMemory {
  const address = libcMmap(null, length, protection, flags, fd, offset);
  checked('mmap', BigInt.asIntN(64, address) === -1n ? -1 : 0);
  return {
    address,
    bytes: koffi.view(address, length),
    unmap: () => void checked('munmap', libcMunmap(address, length)),
  };
}
