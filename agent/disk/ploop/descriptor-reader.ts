// Reads DiskDescriptor.xml: which files a ploop image consists of, and in which order they lie on each other. Pure.
// Elements and their defaults as OpenVZ ploop reads them (lib/xml.c, lib/di.c).
import { ImageDamagedError, ImageUnsupportedError } from './errors.js';
import { elementAt, parseXml, type XmlElement } from './xml.js';

export const DESCRIPTOR_FILE = 'DiskDescriptor.xml';

/** One file of an image. */
export interface LayerFile {
  /** As written in the descriptor. */
  readonly file: string;
  /** Raw: the disk's bytes as they are. Only the lowest can be that; all above are in the expanded format. */
  readonly raw: boolean;
}

export interface PloopDescriptor {
  /** Size of the disk, 512-byte sectors; undefined: not said. */
  readonly diskSectors: number | undefined;
  /** From the base to the one that is written to. Snapshots that the current state is not built on are left out. */
  readonly layers: readonly LayerFile[];
}

/** ploop's fixed name for the delta that is written to. */
const TOP = '{5fbaabe3-6958-40ff-92a7-860e329aab41}';
const NONE = '{00000000-0000-0000-0000-000000000000}';

interface Image {
  readonly file: string;
  readonly plain: boolean;
}

/** `path` names the descriptor in errors. Throws ImageDamagedError, ImageUnsupportedError. */
export function parseDescriptor(path: string, text: string): PloopDescriptor {
  const root = parsed(path, text);
  refuseUnsupported(path, root);
  const images = readImages(path, root);
  const sectors = elementAt(root, 'Disk_Parameters', 'Disk_size')?.text ?? '';
  const chain = chainOf(path, root, images);
  return {
    diskSectors: /^\d{1,15}$/.test(sectors) ? Number(sectors) : undefined,
    layers: chain.map(({ file, plain }, index) => ({ file, raw: plain && index === 0 })),
  };
}

function parsed(path: string, text: string): XmlElement {
  try {
    return parseXml(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ImageDamagedError(path, `it is not the XML of a descriptor (${error.message})`);
  }
}

function refuseUnsupported(path: string, root: XmlElement): void {
  const encryption = elementAt(root, 'Disk_Parameters', 'Encryption');
  const engine = elementAt(encryption ?? NOTHING, 'Engine')?.text ?? '';
  const key = elementAt(encryption ?? NOTHING, 'KeyId')?.text ?? '';
  if (key !== '' || (engine !== '' && engine !== NONE)) {
    throw new ImageUnsupportedError(
      path,
      'it is encrypted',
      'Decrypt it first where its key is (`ploop encrypt` without a key), or give its files as a folder or a tar file.',
    );
  }
  const parent = elementAt(root, 'StorageData', 'Volume', 'Parent')?.text ?? '';
  if (parent !== '') {
    throw new ImageUnsupportedError(
      path,
      `it is a volume that builds on another image, ${parent}`,
      'Give its files as a folder or a tar file, e.g. of its mounted file system.',
    );
  }
  const storages = elementAt(root, 'StorageData')?.children.filter(({ name }) => name === 'Storage') ?? [];
  if (storages.length > 1) {
    throw new ImageUnsupportedError(
      path,
      'the disk is split into several parts',
      'Make it one first (`prl_disk_tool merge`), or give its files as a folder or a tar file.',
    );
  }
}

const NOTHING: XmlElement = { name: '', children: [], text: '' };

/** By their ids, in small letters. */
function readImages(path: string, root: XmlElement): Map<string, Image> {
  const images = new Map<string, Image>();
  for (const element of elementAt(root, 'StorageData', 'Storage')?.children ?? []) {
    if (element.name !== 'Image') continue;
    const guid = elementAt(element, 'GUID')?.text.toLowerCase();
    const file = elementAt(element, 'File')?.text ?? '';
    if (guid === undefined || file === '')
      throw new ImageDamagedError(path, 'an image in it has no GUID or no file');
    if (images.has(guid)) throw new ImageDamagedError(path, `two images in it have the GUID ${guid}`);
    images.set(guid, { file, plain: elementAt(element, 'Type')?.text === 'Plain' });
  }
  if (images.size === 0) throw new ImageDamagedError(path, 'it names no image');
  return images;
}

/** From the base to the top. */
function chainOf(path: string, root: XmlElement, images: ReadonlyMap<string, Image>): Image[] {
  const parents = new Map<string, string>();
  for (const shot of elementAt(root, 'Snapshots')?.children ?? []) {
    if (shot.name !== 'Shot') continue;
    const guid = elementAt(shot, 'GUID')?.text.toLowerCase() ?? '';
    parents.set(guid, elementAt(shot, 'ParentGUID')?.text.toLowerCase() ?? NONE);
  }
  // Descriptors of old have no entry for the delta that is written to.
  if (images.has(TOP) && !parents.has(TOP) && parents.size < images.size) parents.set(TOP, NONE);
  const top = elementAt(root, 'Snapshots', 'TopGUID')?.text.toLowerCase() ?? TOP;
  const chain: Image[] = [];
  for (let guid = top; guid !== NONE; guid = parents.get(guid) ?? NONE) {
    const image = images.get(guid);
    if (image === undefined || !parents.has(guid))
      throw new ImageDamagedError(path, `its state builds on ${guid}, which it does not describe`);
    if (chain.includes(image))
      throw new ImageDamagedError(path, `its snapshots build on each other in a circle`);
    chain.unshift(image);
  }
  if (chain.length === 0) throw new ImageDamagedError(path, 'it names no current state');
  return chain;
}
