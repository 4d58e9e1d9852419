import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiveShipment } from '../../../../agent/sync/received-shipment.js';
import type { DescribeShipmentResponse__Output } from '../../../../proto/gen/parikshan/v1/DescribeShipmentResponse.js';
import type { ShipmentFile__Output } from '../../../../proto/gen/parikshan/v1/ShipmentFile.js';

const disk: ShipmentFile__Output = {
  part: 'TRANSFER_PART_KIND_DISK',
  path: 'root.hds',
  kind: 'SHIPMENT_FILE_KIND_REGULAR',
  mode: 0o600,
  size: 1000,
  link: '',
};
const pages: ShipmentFile__Output = { ...disk, part: 'TRANSFER_PART_KIND_MEMORY', path: 'pages-1.img' };

const head = (files: ShipmentFile__Output[]): DescribeShipmentResponse__Output => ({
  shipment: {
    id: 'web-1@x',
    instance: 'web',
    record: Buffer.alloc(0),
    files,
    method: 'TRANSFER_METHOD_ALLOCATED',
    base: '',
    why: '',
  },
});
const ranges = (
  file: number,
  ...list: [offset: number, length: number][]
): DescribeShipmentResponse__Output => ({
  ranges: {
    file,
    offsets: list.map(([offset]) => offset),
    lengths: list.map(([, length]) => length),
    zeroes: list.map(() => false),
  },
});
const receive = async (...messages: DescribeShipmentResponse__Output[]) =>
  receiveShipment(messages, (why) => new Error(why));

describe('what another agent says that it ships', () => {
  it('is put together', async () => {
    const folder: ShipmentFile__Output = {
      ...pages,
      path: 'pre-1',
      kind: 'SHIPMENT_FILE_KIND_FOLDER',
      size: 0,
    };
    const link: ShipmentFile__Output = {
      ...pages,
      path: 'pre-1/parent',
      kind: 'SHIPMENT_FILE_KIND_LINK',
      link: '../pre-2',
    };
    const files = [disk, pages, folder, link];
    const shipment = await receive(
      head(files),
      ranges(0, [0, 10], [20, 30]),
      ranges(0, [50, 950]),
      ranges(1, [0, 1000]),
    );
    expect(shipment).toMatchObject({ id: 'web-1@x', files });
    expect(shipment.ranges.get(0)).toEqual([
      { offset: 0, length: 10, zero: false },
      { offset: 20, length: 30, zero: false },
      { offset: 50, length: 950, zero: false },
    ]);
    expect(shipment.ranges.get(1)).toHaveLength(1);
  });

  it.each<[string, DescribeShipmentResponse__Output[]]>([
    ['it has no head', []],
    ['it has two heads', [head([disk]), head([disk])]],
    ['its first file is not a disk', [head([])]],
    ['its first file is not a disk', [head([pages])]],
    ['belongs to no part', [head([disk, disk])]],
    ['there is a file called ../x', [head([disk, { ...pages, path: '../x' }])]],
    ['there is a file called a/../../x', [head([disk, { ...pages, path: 'a/../../x' }])]],
    ['there is a file called /etc/x', [head([disk, { ...pages, path: '/etc/x' }])]],
    ['there is a file called ', [head([disk, { ...pages, path: '' }])]],
    ['two of its files have one name', [head([disk, pages, pages])]],
    ['is of no kind', [head([disk, { ...pages, kind: 'SHIPMENT_FILE_KIND_UNSPECIFIED' }])]],
    ...['/etc', '..', '../x', '', 'a/../../x'].map((link): [string, DescribeShipmentResponse__Output[]] => [
      `parent leads to ${link}`,
      [head([disk, { ...pages, path: 'parent', kind: 'SHIPMENT_FILE_KIND_LINK', link }])],
    ]),
    ['which has no bytes', [head([disk]), ranges(1, [0, 1])]],
    ['which has no bytes', [ranges(0, [0, 1])]],
    ['no range of 0 bytes', [head([disk]), ranges(0, [5, 0])]],
    ['no range of 2 bytes at 999', [head([disk]), ranges(0, [999, 2])]],
    ['no range of 5 bytes at 4', [head([disk]), ranges(0, [0, 5], [4, 5])]],
    ['no range of 5 bytes at 4', [head([disk]), ranges(0, [0, 5]), ranges(0, [4, 5])]],
    ['differ in length', [head([disk]), { ranges: { file: 0, offsets: [1], lengths: [], zeroes: [] } }]],
  ])('cannot be used: %s', async (why, messages) => {
    await expect(receive(...messages)).rejects.toThrow(why);
  });

  it('has links that stay inside, whatever their names', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('..', '.', 'a', 'b'), { minLength: 1, maxLength: 6 }),
        async (parts) => {
          let depth = 1;
          let least = 1;
          for (const part of parts) {
            depth += part === '..' ? -1 : part === '.' ? 0 : 1;
            least = Math.min(least, depth);
          }
          const link: ShipmentFile__Output = {
            ...pages,
            path: 'folder/parent',
            kind: 'SHIPMENT_FILE_KIND_LINK',
            link: parts.join('/'),
          };
          const accepted = await receive(head([disk, link])).then(
            () => true,
            () => false,
          );
          // A way that leaves and comes back ends inside; one that ends outside is refused.
          if (least >= 0) expect(accepted).toBe(true);
          if (depth < 0) expect(accepted).toBe(false);
        },
      ),
    );
  });
});
