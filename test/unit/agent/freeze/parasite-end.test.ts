import { expect, it } from 'vitest';
import { rangesOf } from '../../../../agent/freeze/parasite-end.js';

const MAPS = `55d0c8a00000-55d0c8a3f000 r--p 00000000 07:01 131 /usr/bin/redis-check-rdb
7f1c20000000-7f1c20021000 rw-p 00000000 00:00 0 
7f1c2403a000-7f1c2404c000 rwxs 00000000 00:01 4711 /memfd:CRIUMFD (deleted)
7f1c2404c000-7f1c2404d000 rw-s 00000000 00:01 4712 /memfd:CRIUMFD-of-somebody (deleted)
7ffd1a5f2000-7ffd1a5f4000 r-xp 00000000 00:00 0 [vdso]
`;

it('finds what lies under a name, and nothing whose name begins or ends like it', () => {
  expect(rangesOf(MAPS, '/memfd:CRIUMFD (deleted)')).toEqual([{ start: 0x7f1c2403a000n, length: 0x12000n }]);
  expect(rangesOf(MAPS, '[vdso]')).toEqual([{ start: 0x7ffd1a5f2000n, length: 0x2000n }]);
  expect(rangesOf('', '[vdso]')).toEqual([]);
});
