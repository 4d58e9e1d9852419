// DiskDescriptor.xml, which makes a folder with a raw image a ploop disk. Pure.
import { SECTOR_BYTES } from './geometry.js';

/** The image file's name in its folder. */
export const IMAGE_FILE = 'root.hds';
export const DESCRIPTOR_FILE = 'DiskDescriptor.xml';

/** ploop's fixed name for the delta that is written to. */
const TOP_DELTA = '{5fbaabe3-6958-40ff-92a7-860e329aab41}';
const NO_PARENT = '{00000000-0000-0000-0000-000000000000}';

/** ploop's default cluster, sectors: 1 MiB. */
const BLOCK_SECTORS = 2048;

/** The geometry that ploop reports, from the days of cylinders. */
const HEADS = 16;
const SECTORS_PER_TRACK = 63;

/**
 * The descriptor of a disk of `diskBytes` whose only image is raw ("Plain"). All sizes in it are 512-byte sectors.
 * Elements and their order as OpenVZ ploop's lib/xml.c writes and reads them.
 */
export function diskDescriptor(diskBytes: number): string {
  const sectors = diskBytes / SECTOR_BYTES;
  const cylinders = Math.max(1, Math.floor(sectors / (HEADS * SECTORS_PER_TRACK)));
  return `<?xml version="1.0"?>
<Parallels_disk_image>
  <Disk_Parameters>
    <Disk_size>${sectors}</Disk_size>
    <Cylinders>${cylinders}</Cylinders>
    <Heads>${HEADS}</Heads>
    <Sectors>${Math.floor(sectors / (cylinders * HEADS))}</Sectors>
    <Padding>0</Padding>
  </Disk_Parameters>
  <StorageData>
    <Storage>
      <Start>0</Start>
      <End>${sectors}</End>
      <Blocksize>${BLOCK_SECTORS}</Blocksize>
      <Image>
        <GUID>${TOP_DELTA}</GUID>
        <Type>Plain</Type>
        <File>${IMAGE_FILE}</File>
      </Image>
    </Storage>
  </StorageData>
  <Snapshots>
    <TopGUID>${TOP_DELTA}</TopGUID>
    <Shot>
      <GUID>${TOP_DELTA}</GUID>
      <ParentGUID>${NO_PARENT}</ParentGUID>
    </Shot>
  </Snapshots>
</Parallels_disk_image>
`;
}
