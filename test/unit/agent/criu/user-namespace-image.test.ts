import { expect, it } from 'vitest';
import { decodeImage, encodeImage } from '../../../../agent/criu/image-file.js';
import { remapUserNamespace } from '../../../../agent/criu/user-namespace-image.js';

const HEADER = Buffer.from('1943565406494755', 'hex');
const FROM = { base: 100_000, size: 65_536 };
const TO = { base: 231_072, size: 65_536 };

it('has other ids of the host, and is else the same image', () => {
  const extent = { first: 0, lowerFirst: 100_000, count: 65_536 };
  const part = { first: 70_000, lowerFirst: 100_010, count: 5 };
  const foreign = { first: 80_000, lowerFirst: 1000, count: 1 };
  const image = encodeImage('userns', HEADER, [{ uidMap: [extent, part, foreign], gidMap: [extent] }]);
  const remapped = remapUserNamespace(image, 'userns-9.img', FROM, TO);
  expect(decodeImage('userns', remapped, 'userns-9.img')).toEqual([
    {
      uidMap: [{ ...extent, lowerFirst: 231_072 }, { ...part, lowerFirst: 231_082 }, foreign],
      gidMap: [{ ...extent, lowerFirst: 231_072 }],
    },
  ]);
  expect(remapUserNamespace(remapped, 'userns-9.img', TO, FROM)).toEqual(image);
});

it('knows another kind of image', () => {
  expect(() => remapUserNamespace(Buffer.from('1943565409990755', 'hex'), 'x', FROM, TO)).toThrow('magic');
});
