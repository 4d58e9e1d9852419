import { expect, it } from 'vitest';
import { injectedAt, isWithin } from '../../../../agent/freeze/injection.js';

const MAPS = `55d0c8a00000-55d0c8a3f000 r--p 00000000 07:01 131 /usr/bin/redis-check-rdb
55d0c8a3f000-55d0c8a3f800 r-xp 00000000 07:01 131 /usr/bin/small
55d0c8a40000-55d0c8b12000 r-xp 0003f000 07:01 131 /usr/bin/redis-check-rdb
7f1c24000000-7f1c24028000 r-xp 00028000 07:01 140 /usr/lib/x86_64-linux-gnu/libc.so.6
`;

it('knows where CRIU writes: into the first code that has room', () => {
  expect(injectedAt(MAPS)).toBe(0x55d0c8a40000n);
  expect(injectedAt('7f1c20000000-7f1c20021000 rw-p 00000000 00:00 0 \n')).toBeUndefined();
  expect(injectedAt('')).toBeUndefined();
});

it('knows a thread in code of CRIU by where it stands, in a call or not, and one that does not stand', () => {
  const code = [{ start: 0x7f1c2403a000n, length: 0x12000n }];
  expect(isWithin('-1 0x7ffd1a5f1000 0x7f1c2403a010\n', code)).toBe(true);
  expect(isWithin('45 0x3 0x0 0x0 0x0 0x0 0x0 0x7ffd1a5f1000 0x7f1c2404bfff\n', code)).toBe(true);
  expect(isWithin('-1 0x7f1c2403a010 0x7f1c2404c000\n', code)).toBe(false);
  expect(isWithin('running\n', code)).toBe(true);
  expect(isWithin('', code)).toBe(false);
});
