import { expect, it } from 'vitest';
import { parseMountInfo } from '../../../../runtime/linux/mod.js';

it('reads mountinfo with its optional fields and escaped names', () => {
  const text = [
    String.raw`36 35 98:0 / /mnt/a\040b rw,noatime shared:1 master:2 - ext4 /dev/loop1 rw`,
    '37 35 0:5 / /proc rw - proc proc rw',
    '',
  ].join('\n');
  expect(parseMountInfo(text)).toEqual([
    { target: '/mnt/a b', source: '/dev/loop1', type: 'ext4' },
    { target: '/proc', source: 'proc', type: 'proc' },
  ]);
});
