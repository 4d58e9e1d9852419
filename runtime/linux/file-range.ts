import { checked, libcFunction, SyscallError } from './libc.js';

const FALLOC_FL_KEEP_SIZE = 1;
const FALLOC_FL_PUNCH_HOLE = 2;
const POSIX_FADV_RANDOM = 1;
const POSIX_FADV_WILLNEED = 3;
const POSIX_FADV_DONTNEED = 4;

const fallocate = libcFunction<[number, number, number, number]>(
  'int fallocate(int fd, int mode, int64_t offset, int64_t length)',
);
const fadvise = libcFunction<[number, number, number, number]>(
  'int posix_fadvise(int fd, int64_t offset, int64_t length, int advice)',
);

/** Makes a hole: the range reads as zeroes and takes no room. The file keeps its size. @throws SyscallError */
export function punchHole(fd: number, offset: number, length: number): void {
  checked(
    'fallocate',
    fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length),
    `hole of ${length} at ${offset}`,
  );
}

/** Nothing is read ahead of what is asked for. @throws SyscallError */
export function readOnlyWhatIsAsked(fd: number): void {
  advise(fd, 0, 0, POSIX_FADV_RANDOM);
}

/** The kernel begins to read this range; nobody waits for it. @throws SyscallError */
export function readSoon(fd: number, offset: number, length: number): void {
  advise(fd, offset, length, POSIX_FADV_WILLNEED);
}

/** Lets go of the pages of this range in the page cache; dirty ones stay. @throws SyscallError */
export function forgetRange(fd: number, offset: number, length: number): void {
  advise(fd, offset, length, POSIX_FADV_DONTNEED);
}

function advise(fd: number, offset: number, length: number, advice: number): void {
  // It returns its errno.
  const errno = fadvise(fd, offset, length, advice);
  if (errno !== 0) throw new SyscallError('posix_fadvise', errno);
}
