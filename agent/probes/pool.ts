// The disk pool.
import { poolFreeBytes } from '../disk/mod.js';
import { check, type Probe } from './probe.js';

/** Less than this and no clone should be begun, bytes. */
const LOW_BYTES = 2 ** 30;

export const POOL: Probe = {
  name: 'pool',
  run: async ({ stateDir, pool }) => {
    const free = await poolFreeBytes(stateDir, pool);
    return {
      facts: { 'pool-kind': pool.kind, 'pool-free-bytes': String(free) },
      checks: [
        check(
          'pool-room',
          free >= LOW_BYTES ? undefined : `The disk pool has ${Math.floor(free / 2 ** 20)} MiB left.`,
          `The disk pool has ${Math.floor(free / 2 ** 30)} GiB left.`,
          'Remove instances and clones that are no longer needed, or free space below the state folder.',
        ),
        check(
          'pool-direct-io',
          pool.directIo
            ? undefined
            : 'The file system below the pool does not do direct I/O: freezes take longer.',
          'Disk I/O bypasses the host page cache.',
          'Put the state folder on ext4, XFS or btrfs.',
          false,
        ),
      ],
    };
  },
};
