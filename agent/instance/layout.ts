// Where everything of an instance is: folders, names on the host. Pure.
import { join } from 'node:path';
import { containerPaths, type ContainerPaths } from '../container/mod.js';
import { imagePath, type ImportPlace } from '../disk/mod.js';
import { gatewayAddress, hostInterface, peerInterface, type ClosedPorts } from '../network/mod.js';

/** The installation an agent works for. */
export interface Installation {
  readonly stateDir: string;
  readonly runDir: string;
  readonly tag: string;
  /** Instances' network, e.g. 10.87.17.0/24. */
  readonly network: string;
  /** Their IPv6 network, e.g. fd3e:8ac7:8b42::/64; undefined: they get no such address. */
  readonly network6: string | undefined;
  /** What instances must not reach; undefined: nothing is there to be reached. */
  readonly closed?: ClosedPorts | undefined;
}

export interface InstanceLayout {
  readonly name: string;
  /** Record, bundle, log, exit status. */
  readonly home: string;
  /** Mount point of the disk. */
  readonly rootfs: string;
  /** Folder of the disk in the pool. */
  readonly diskFolder: string;
  readonly image: string;
  /** Where a disk image is while its files are taken over. */
  readonly importPlace: ImportPlace;
  readonly container: ContainerPaths;
  readonly cgroupsPath: string;
  readonly hostInterface: string;
  readonly peerInterface: string;
  readonly gateway: string;
}

/** What runc's ids of instances begin with; replicas share its state folder. */
export const INSTANCE_ID_PREFIX = 'instance-';

export function instancesFolder(installation: Installation): string {
  return join(installation.stateDir, 'instances');
}

export function disksFolder(installation: Installation): string {
  return join(installation.stateDir, 'pool', 'instances');
}

export function cgroupFolder(installation: Installation): string {
  return `/parikshan-${installation.tag}`;
}

export function runcRoot(installation: Installation): string {
  return join(installation.runDir, 'runc');
}

export function instanceLayout(installation: Installation, name: string): InstanceLayout {
  const home = join(instancesFolder(installation), name);
  const diskFolder = join(disksFolder(installation), name);
  return {
    name,
    home,
    rootfs: join(home, 'rootfs'),
    diskFolder,
    image: imagePath(diskFolder),
    importPlace: { folder: join(diskFolder, 'import'), mountPoint: join(home, 'import') },
    container: containerPaths(home, `${INSTANCE_ID_PREFIX}${name}`),
    cgroupsPath: `${cgroupFolder(installation)}/${name}`,
    hostInterface: hostInterface(installation.tag, name),
    peerInterface: peerInterface(installation.tag, name),
    gateway: gatewayAddress(installation.network),
  };
}
