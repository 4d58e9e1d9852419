import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diskDescriptor } from '../../../../../agent/disk/descriptor.js';
import { parseDescriptor } from '../../../../../agent/disk/ploop/descriptor-reader.js';
import { elementAt, parseXml } from '../../../../../agent/disk/ploop/xml.js';

const TOP = '{5fbaabe3-6958-40ff-92a7-860e329aab41}';
const NONE = '{00000000-0000-0000-0000-000000000000}';
const [A, B, C] = ['{aaaa}', '{bbbb}', '{cccc}'];

interface Parts {
  readonly parameters?: string;
  readonly storage?: string;
  readonly images: readonly (readonly [guid: string, file: string, type?: string])[];
  readonly shots: readonly (readonly [guid: string, parent: string])[];
  readonly top?: string;
}

function descriptor({ parameters = '', storage = '', images, shots, top }: Parts): string {
  const image = ([guid, file, type = 'Compressed']: Parts['images'][number]) =>
    `<Image><GUID>${guid}</GUID><Type>${type}</Type><File>${file}</File></Image>`;
  const shot = ([guid, parent]: Parts['shots'][number]) =>
    `<Shot><GUID>${guid}</GUID><ParentGUID>${parent}</ParentGUID></Shot>`;
  return (
    `<?xml version="1.0"?>\n<!-- by hand --><Parallels_disk_image Version="1.0">` +
    `<Disk_Parameters><Disk_size>2048</Disk_size>${parameters}</Disk_Parameters>` +
    `<StorageData><Storage><Start>0</Start>${images.map(image).join('')}</Storage>${storage}</StorageData>` +
    `<Snapshots>${top === undefined ? '' : `<TopGUID>${top}</TopGUID>`}${shots.map(shot).join('')}</Snapshots>` +
    `</Parallels_disk_image>\n`
  );
}

function layers(parts: Parts): string[] {
  return parseDescriptor('D.xml', descriptor(parts)).layers.map(({ file, raw }) =>
    raw ? `raw ${file}` : file,
  );
}

describe('DiskDescriptor.xml', () => {
  it('that is written here is one raw image', () => {
    expect(parseDescriptor('D.xml', diskDescriptor(4 * 2 ** 30))).toEqual({
      diskSectors: 2 ** 23,
      layers: [{ file: 'root.hds', raw: true }],
    });
  });

  it('leads from the current state to its base, past snapshots that it does not build on', () => {
    const images = [
      [TOP, 'root.hds.top'],
      [A, 'root.hds'],
      [B, 'root.hds.b'],
      [C, 'root.hds.c'],
    ] as const;
    const shots = [
      [A, NONE],
      [B, A],
      [C, A],
      [TOP, C.toUpperCase()],
    ] as const;
    expect(layers({ images, shots, top: TOP })).toEqual(['root.hds', 'root.hds.c', 'root.hds.top']);
    expect(layers({ images, shots, top: B })).toEqual(['root.hds', 'root.hds.b']);
    // ploop's fixed name of the current state.
    expect(layers({ images, shots })).toEqual(['root.hds', 'root.hds.c', 'root.hds.top']);
  });

  it('calls all images raw when the base is; what lies on it cannot be', () => {
    const images = [
      [A, 'root.hds', 'Plain'],
      [TOP, 'top &amp; more', 'Plain'],
    ] as const;
    expect(
      layers({
        images,
        shots: [
          [A, NONE],
          [TOP, A],
        ],
        top: TOP,
      }),
    ).toEqual(['raw root.hds', 'top & more']);
  });

  it('may lack the entry of the current state, as old ones do', () => {
    expect(layers({ images: [[TOP, 'root.hds']], shots: [] })).toEqual(['root.hds']);
  });

  it.each<[string, Partial<Parts>, RegExp]>([
    ['no image', { images: [] }, /names no image/],
    ['no image for the current state', { images: [[A, 'a']], shots: [[A, NONE]] }, /builds on \{5fba/],
    ['no image for a snapshot', { images: [[TOP, 't']], shots: [[TOP, A]] }, /builds on \{aaaa\}/],
    [
      'a circle',
      {
        images: [
          [TOP, 't'],
          [A, 'a'],
        ],
        shots: [
          [TOP, A],
          [A, TOP],
        ],
      },
      /circle/,
    ],
    [
      'one id twice',
      {
        images: [
          [TOP, 't'],
          [TOP, 'u'],
        ],
      },
      /two images in it have the GUID/,
    ],
    ['an image without a file', { images: [[TOP, '']] }, /no GUID or no file/],
    ['no current state', { images: [[A, 'a']], shots: [[A, NONE]], top: NONE }, /no current state/],
  ])('is damaged with %s', (_, parts, message) => {
    expect(() => layers({ images: [], shots: [], ...parts })).toThrow(
      expect.objectContaining({
        reason: 'DISK_IMAGE_DAMAGED',
        message: expect.stringMatching(message) as string,
      }) as Error,
    );
  });

  it.each<[string, Partial<Parts>]>([
    ['encrypted', { parameters: '<Encryption><KeyId>k</KeyId></Encryption>' }],
    ['encrypted by an engine', { parameters: '<Encryption><Engine>{a}</Engine></Encryption>' }],
    ['split', { storage: '<Storage><Start>9</Start></Storage>' }],
    ['based on another', { storage: '<Volume><Parent>../other</Parent></Volume>' }],
  ])('is not imported when its image is %s', (_, parts) => {
    const whole = { images: [[TOP, 't']], shots: [[TOP, NONE]], ...parts } as const;
    expect(() => layers(whole)).toThrow(
      expect.objectContaining({ reason: 'DISK_IMAGE_UNSUPPORTED' }) as Error,
    );
  });

  it('with an encryption of nothing is not encrypted', () => {
    const parameters = `<Encryption><Engine>${NONE}</Engine><Data></Data></Encryption>`;
    expect(layers({ images: [[TOP, 't']], shots: [[TOP, NONE]], parameters })).toEqual(['t']);
  });

  it('that is none is damaged', () => {
    for (const text of [
      '',
      'text',
      '<a>',
      '<a></b>',
      '<a/><b/>',
      '<!DOCTYPE a><a/>',
      '<a><![CDATA[x]]></a>',
    ]) {
      expect(() => parseDescriptor('D.xml', text), text).toThrow(
        expect.objectContaining({ reason: 'DISK_IMAGE_DAMAGED' }) as Error,
      );
    }
  });
});

describe('parseXml', () => {
  it('gives back any tree of elements and texts that was written', () => {
    interface Tree {
      name: string;
      text: string;
      children: Tree[];
    }
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.record({
        name: fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/),
        text: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.trim()),
        children: fc.oneof({ maxDepth: 3 }, fc.constant<Tree[]>([]), fc.array(tie('tree'), { maxLength: 3 })),
      }),
    }));
    const written = ({ name, text, children }: Tree): string => {
      const escaped = text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
      return `<${name} a="1" b='>'>${escaped}${children.map(written).join('<!-- < -->')}</${name}>`;
    };
    fc.assert(fc.property(tree, (given) => void expect(parseXml(written(given))).toEqual(given)));
  });

  it('knows the named characters, and leaves others as they are', () => {
    expect(parseXml('<a>&lt;&gt;&amp;&quot;&apos;&#x41;&nbsp;&#x110000;</a>').text).toBe(
      `<>&"'A&nbsp;&#x110000;`,
    );
  });

  it('finds elements by their path', () => {
    const root = parseXml('<a><b><c>1</c></b><b><c>2</c><d/></b></a>');
    expect(elementAt(root, 'b', 'c')?.text).toBe('1');
    expect(elementAt(root, 'b', 'd')).toBeUndefined();
  });
});
