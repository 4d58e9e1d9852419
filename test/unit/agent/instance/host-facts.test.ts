import { expect, it } from 'vitest';
import { availableMemoryBytes } from '../../../../agent/instance/checks.js';
import { nameBelow, orphans } from '../../../../agent/instance/orphans.js';
import { hasListener } from '../../../../agent/instance/settle.js';

it('sees a listening socket in the kernel table, whatever its family, and no other', () => {
  const row = (local: string, state: string): string =>
    `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:0 0 0`;
  const text = [
    '  sl  local_address rem_address   st',
    row('0100007F:1F90', '0A'),
    row('0200A8C0:0050', '01'),
  ].join('\n');
  expect(hasListener(text, 8080)).toBe(true);
  expect(hasListener(text, 80)).toBe(false);
  expect(hasListener(row('00000000000000000000000000000000:0050', '0A'), 80)).toBe(true);
  expect(hasListener('', 80)).toBe(false);
});

it('knows whose a path is', () => {
  expect(nameBelow('/state/instances', '/state/instances/web/rootfs')).toBe('web');
  expect(nameBelow('/state/instances', '/state/instances-old/web')).toBeUndefined();
  expect(nameBelow('/state/instances', '/state/instances')).toBeUndefined();
  expect(orphans(['a', 'b', 'c'], new Set(['b']))).toEqual(['a', 'c']);
});

it('reads what memory can be given', () => {
  expect(availableMemoryBytes('MemTotal: 5 kB\nMemAvailable:       3 kB\n')).toBe(3072);
  expect(availableMemoryBytes('')).toBe(0);
});
