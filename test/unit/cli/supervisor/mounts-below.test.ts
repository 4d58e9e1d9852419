import { expect, it } from 'vitest';
import { mountsBelow } from '../../../../cli/supervisor/mounts-below.js';

const FOLDERS = ['/var/lib/parikshan', '/run/parikshan'];
const FILES: Readonly<Record<string, string>> = {
  '/dev/loop1': '/var/lib/parikshan/pool.img',
  '/dev/loop2': '/var/lib/parikshan/pool/instances/web/root.hds (deleted)',
  '/dev/loop3': '/home/someone/disk.img',
};

function below(
  folder: string,
  ...mounts: readonly (readonly [target: string, type: string, source: string])[]
) {
  const entries = mounts.map(([target, type, source]) => ({ target, type, source }));
  const { own, foreign } = mountsBelow(entries, folder, FOLDERS, (device) => FILES[device]);
  return { own: own.map(({ target }) => target), foreign: foreign.map(({ target }) => target) };
}

it('tells the mounts of an installation from others, the last first', () => {
  const found = below(
    '/var/lib/parikshan',
    ['/var/lib/parikshan', 'ext4', '/dev/sdb1'],
    ['/var/lib/parikshan/pool', 'xfs', '/dev/loop1'],
    ['/var/lib/parikshan/instances/web/rootfs', 'ext4', '/dev/loop2'],
    ['/var/lib/parikshan/backup', 'ext4', '/dev/sdc1'],
    ['/var/lib/parikshan/scratch', 'tmpfs', 'tmpfs'],
    ['/var/lib/parikshan/image', 'ext4', '/dev/loop3'],
    ['/var/lib/parikshan-other/pool', 'xfs', '/dev/loop9'],
  );
  expect(found).toEqual({
    own: ['/var/lib/parikshan/instances/web/rootfs', '/var/lib/parikshan/pool'],
    foreign: ['/var/lib/parikshan/image', '/var/lib/parikshan/scratch', '/var/lib/parikshan/backup'],
  });
});

it('knows the memory images by the name of their file system', () => {
  expect(below('/run/parikshan', ['/run/parikshan/images', 'tmpfs', 'parikshan-images'])).toEqual({
    own: ['/run/parikshan/images'],
    foreign: [],
  });
});
