import { expect, it } from 'vitest';
import { parsePartitions } from '../../../../agent/disk/file-system.js';
import { parseLoopDevices } from '../../../../agent/disk/loop.js';

it('reads losetup, which prints nothing when there is nothing', () => {
  expect(parseLoopDevices('')).toEqual([]);
  const text = JSON.stringify({
    loopdevices: [
      { name: '/dev/loop1', 'back-file': '/p/root.hds', dio: true },
      { name: '/dev/loop2', 'back-file': null, dio: false },
    ],
  });
  expect(parseLoopDevices(text)).toEqual([{ device: '/dev/loop1', file: '/p/root.hds', directIo: true }]);
});

it('reads partitions in the sectors of their table', () => {
  const partitions = [
    { start: 2048, size: 8 },
    { start: 4096, size: 16 },
  ];
  const read = (table: object) => parsePartitions(JSON.stringify({ partitiontable: table }));
  expect(read({ sectorsize: 4096, partitions: partitions.slice(1) })).toEqual([
    { offset: 2 ** 24, size: 65_536 },
  ]);
  // Older sfdisk does not say.
  expect(read({ partitions })).toEqual([
    { offset: 2 ** 20, size: 4096 },
    { offset: 2 ** 21, size: 8192 },
  ]);
  expect(read({ label: 'gpt' })).toEqual([]);
});
