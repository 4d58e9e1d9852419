import { closeSync, openSync } from 'node:fs';
import { checked, libcFunction } from './libc.js';

/** The same on all architectures. */
const OPEN_TREE = 428;
const MOVE_MOUNT = 429;
const MOUNT_SETATTR = 442;
const AT_FDCWD = -100;
const AT_EMPTY_PATH = 0x1000;
const OPEN_TREE_CLONE = 1;
const OPEN_TREE_CLOEXEC = 0o2000000;
const MOVE_MOUNT_F_EMPTY_PATH = 4;
const MOUNT_ATTR_IDMAP = 0x0010_0000;
/** struct mount_attr: what to set, what to clear, propagation, descriptor of the user namespace; 64 bits each. */
const ATTRIBUTE_BYTES = 32;

const openTree = libcFunction<[number, number, string, number]>(
  'long syscall(long number, long dirfd, const char *path, ulong flags)',
);
const setAttributes = libcFunction<[number, number, string, number, Uint8Array, number]>(
  'long syscall(long number, long dirfd, const char *path, ulong flags, void *attributes, ulong size)',
);
const moveMount = libcFunction<[number, number, string, number, string, number]>(
  'long syscall(long number, long from_dirfd, const char *from, long to_dirfd, const char *to, ulong flags)',
);
const unmount = libcFunction<[string, number]>('int umount2(const char *target, int flags)');

/**
 * Lets the files of what is mounted at `path` belong to other ids than are written on the disk, in this mount alone (idmapped mount,
 * mount_setattr(2)): an id n of the disk is what the user namespace at `userNamespace` (/proc/PID/ns/user) has n mapped to outside.
 * Nobody may have anything open there. Left as it was on failure.
 * Errors: SyscallError (EINVAL where kernel or file system cannot do it: ext4 since Linux 5.12; ENOSYS on older kernels).
 */
export function mapMountedOwners(path: string, userNamespace: string): void {
  const namespace = openSync(userNamespace, 'r');
  try {
    const flags = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC;
    const tree = checked('open_tree', openTree(OPEN_TREE, AT_FDCWD, path, flags), path);
    try {
      const attributes = new Uint8Array(ATTRIBUTE_BYTES);
      const view = new DataView(attributes.buffer);
      view.setBigUint64(0, BigInt(MOUNT_ATTR_IDMAP), true);
      view.setBigUint64(24, BigInt(namespace), true);
      const result = setAttributes(MOUNT_SETATTR, tree, '', AT_EMPTY_PATH, attributes, ATTRIBUTE_BYTES);
      checked('mount_setattr', result, path);
      // A mount that is seen already cannot be mapped: the mapped copy takes its place.
      checked('umount2', unmount(path, 0), path);
      const moved = moveMount(MOVE_MOUNT, tree, '', AT_FDCWD, path, MOVE_MOUNT_F_EMPTY_PATH);
      checked('move_mount', moved, path);
    } finally {
      closeSync(tree);
    }
  } finally {
    closeSync(namespace);
  }
}
