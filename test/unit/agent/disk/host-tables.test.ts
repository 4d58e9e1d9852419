import { expect, it } from 'vitest';
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
