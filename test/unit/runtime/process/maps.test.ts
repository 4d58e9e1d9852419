import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mappingsOf,
  parseMaps,
  readMaps,
  readMapsSync,
  type Mapping,
} from '../../../../runtime/process/mod.js';

/** A line as the kernel writes it: what comes before the path fills 73 columns. */
function lineOf({ start, end, access, offset, device, inode, path }: Mapping): string {
  const hex = (value: bigint) => value.toString(16).padStart(8, '0');
  const before = `${hex(start)}-${hex(end)} ${access} ${hex(offset)} ${device} ${inode} `;
  return path === '' ? before : before.padEnd(73) + path;
}

const address = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const letters = fc.tuple(
  ...['r', 'w', 'x'].map((letter) => fc.constantFrom(letter, '-')),
  fc.constantFrom('s', 'p'),
);
const path = fc.oneof(
  fc.constantFrom('', '[vdso]', '[stack]', 'anon_inode:[io_uring]', '[anon:a b]', '/memfd:x (deleted)'),
  // A line break is shown as \012; anything else as it is.
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `/${text.replaceAll('\n', '\\012')}`),
  fc
    .string({ unit: fc.constantFrom(' ', '(', ')', '/', 'a', '\r'), maxLength: 12 })
    .map((text) => `/${text} (deleted)`),
);
const mappings = fc.array(
  fc.record({
    start: address,
    end: address,
    access: letters.map((each) => each.join('')),
    offset: address,
    device: fc.constantFrom('00:00', '07:01', 'fe:00', '103:1a'),
    inode: address,
    path,
  }),
  { maxLength: 8 },
);
const textOf = (list: readonly Mapping[]) => list.map((mapping) => `${lineOf(mapping)}\n`).join('');

describe('maps', () => {
  it('are read whatever the paths are', () => {
    fc.assert(
      fc.property(mappings, (list) => {
        expect([...parseMaps(textOf(list))]).toEqual(list);
      }),
    );
  });

  it('are found by their whole path, also where another one ends like it', () => {
    fc.assert(
      fc.property(mappings, path, (list, wanted) => {
        const like = list.map((mapping) => ({
          ...mapping,
          path: mapping.path && `${mapping.path} ${wanted}`,
        }));
        for (const each of [
          list,
          [...list, ...like, ...list.map((mapping) => ({ ...mapping, path: wanted }))],
        ])
          expect(mappingsOf(textOf(each), wanted)).toEqual(each.filter((mapping) => mapping.path === wanted));
      }),
    );
  });

  it('are read no further than they are asked for', () => {
    const [first] = parseMaps('1000-2000 r-xp 00000000 07:01 131 /bin/sh\nno line of it');
    expect(first).toMatchObject({ start: 0x1000n, end: 0x2000n, path: '/bin/sh' });
    expect([...parseMaps('no line of it\n')]).toEqual([]);
  });

  it('of a process hold its program; those of one that is gone are empty', async () => {
    const child = spawn('sh', ['-c', 'echo on; read line'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    await once(child.stdout, 'data');
    const text = await readMaps(child.pid!);
    const [vdso, ...others] = mappingsOf(text, '[vdso]');
    expect(others).toEqual([]);
    expect(vdso).toMatchObject({ access: 'r-xp', inode: 0n });
    expect([...parseMaps(text)].filter(({ path: name }) => /\/(da|ba)?sh$/.test(name))).not.toEqual([]);
    // Every line is read, and no other text would say the same.
    expect(textOf([...parseMaps(text)])).toBe(text);
    expect(readMapsSync(child.pid!)).toBe(text);
    child.stdin.end('\n');
    await exited;
    expect(await readMaps(child.pid!)).toBe('');
    expect(readMapsSync(child.pid!)).toBe('');
  });
});
