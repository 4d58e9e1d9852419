import { expect, it } from 'vitest';
import {
  descendants,
  deviceNumber,
  loneEnds,
  mappedMemory,
  parseDescriptorInfo,
  parseMounts,
  parsePeers,
  parseSocketList,
} from '../../../../agent/safety/mod.js';
import { olderThan } from '../../../../agent/probes/mod.js';

it('reads what the kernel says of a descriptor', () => {
  const text = [
    'pos:\t0',
    'flags:\t02100002',
    'mnt_id:\t120',
    'ino:\t4242',
    'lock:\t1: FLOCK  ADVISORY  WRITE 17 07:06:12 0 EOF',
    'lock:\t2: POSIX  ADVISORY  READ 17 07:06:12 0 EOF',
  ].join('\n');
  expect(parseDescriptorInfo(text)).toMatchObject({
    flags: 0o2100002,
    mountId: 120,
    inode: 4242,
    locks: ['FLOCK', 'POSIX'],
    pid: undefined,
  });
  expect(parseDescriptorInfo('Pid:\t-1\nNSpid:\t-1').pid).toBe(-1);
  expect(
    parseDescriptorInfo('tfd:        5 events:       19 data:      500000005  pos:0 ino:2b sdev:e').waitsFor,
  ).toEqual([{ descriptor: 5, inode: 0x2b }]);
  const watch = 'inotify wd:1 ino:81 sdev:700006 mask:100 ignored_mask:0 fhandle-bytes:8';
  expect(parseDescriptorInfo(watch).watchedDevices).toEqual(['7:6']);
});

it('takes a device number apart', () => {
  expect(deviceNumber(0x0a_e5)).toEqual({ major: 10, minor: 229 });
  expect(deviceNumber(0x100_103_05)).toEqual({ major: 259, minor: 0x10_05 + 0xf000 });
});

it('reads mappings: objects once, shared memory by what it is', () => {
  const maps = [
    '55d0c0000000-55d0c0001000 r-xp 00000000 07:06 12 /usr/bin/redis-server',
    '7f0000000000-7f0000100000 rw-s 00000000 00:01 77 /dev/zero (deleted)',
    '7f0000200000-7f0000300000 rw-s 00100000 00:01 77 /dev/zero (deleted)',
    '7f0000400000-7f0000401000 rw-s 00000000 00:0e 5 anon_inode:[io_uring]',
    '7f0000402000-7f0000403000 rw-s 00000000 00:0e 5 anon_inode:[io_uring]',
    '7ffd00000000-7ffd00001000 --xp 00000000 00:00 0 [uprobes]',
  ].join('\n');
  expect(mappedMemory(maps)).toEqual({
    mappedObjects: ['/dev/zero (deleted)', 'anon_inode:[io_uring]', '[uprobes]'],
    sharedMappings: { '00:01:77': 0x200000 },
  });
});

it('reads mounts', () => {
  const text =
    '120 55 7:6 / / rw,nodev shared:3 master:1 - ext4 /dev/loop6 rw\n' +
    '121 120 0:50 /a\\040b /mnt\\040x rw - tmpfs x rw\n';
  expect(parseMounts(text)).toEqual([
    {
      id: 120,
      parentId: 55,
      device: '7:6',
      root: '/',
      mountPoint: '/',
      type: 'ext4',
      sharedGroup: 3,
      masterGroup: 1,
    },
    {
      id: 121,
      parentId: 120,
      device: '0:50',
      root: '/a b',
      mountPoint: '/mnt x',
      type: 'tmpfs',
      sharedGroup: undefined,
      masterGroup: undefined,
    },
  ]);
});

it('finds all that descend from a process', () => {
  const parents = new Map([
    [1, 0],
    [5, 1],
    [6, 5],
    [7, 6],
    [8, 1],
    [9, 5],
  ]);
  expect(descendants(5, parents)).toEqual([5, 6, 9, 7]);
});

it('finds the unix sockets whose other end is elsewhere', () => {
  const listed = [
    'u_str ESTAB  0      0                                              * 101 * 102',
    'u_str ESTAB  0      0            /run/x with space.sock 103 * 900',
    'u_str LISTEN 0      511          /run/x.sock 104  * 0     ',
    'u_dgr ESTAB  0      0                                 * 105 * 901',
  ].join('\n');
  const peers = parsePeers(listed);
  expect([...peers]).toEqual([
    [101, 102],
    [103, 900],
    [105, 901],
  ]);
  expect([...loneEnds(new Set([101, 102, 103, 104]), peers)]).toEqual([[103, 900]]);
});

it("reads the kernel's lists of sockets", () => {
  const tcp =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n' +
    '   0: 00000000:1B58 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0\n';
  expect(parseSocketList('tcp', tcp)).toEqual({ inodes: [4711], unread: [] });
  const netlink =
    'sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode\n' +
    '0000000091e3f81d 0   7          00000001 768      0        0     2        0        42\n' +
    '0000000091e3f81e 0   8          00000001 0        0        0     2        0        43\n';
  expect(parseSocketList('netlink', netlink)).toEqual({ inodes: [42, 43], unread: [42] });
});

it('knows which version comes before which', () => {
  expect(['3.17.1', '3.18', '2.9'].map((version) => olderThan(version, '3.19'))).toEqual([true, true, true]);
  expect(['3.19', '3.19.1', '4.0', '4.2.1'].map((version) => olderThan(version, '3.19'))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
