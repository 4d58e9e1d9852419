import type {
  CloneFacts,
  ContainerProcess,
  Descriptor,
  DescriptorInfo,
  OpenFile,
} from '../../../../agent/safety/mod.js';

/** A process with nothing wrong. */
export const PROCESS: ContainerProcess = {
  pid: 4007,
  innerPid: 7,
  name: 'redis-server',
  command: 'redis-server *:6379',
  tracer: undefined,
  sessionOutside: false,
  leaderEnded: false,
  filtered: true,
  namespaces: { user: 'user:[1]', pid: 'pid:[2]', net: 'net:[3]', mnt: 'mnt:[4]' },
  descriptors: [
    { number: 0, link: 'pipe:[2]', info: info({}) },
    { number: 3, link: 'socket:[1]' },
    { number: 4, link: 'anon_inode:[eventpoll]', info: info({ waitsFor: [{ descriptor: 3, inode: 1 }] }) },
  ],
  mappedObjects: ['/dev/zero (deleted)'],
  privateBytes: 2 ** 30,
  sharedBytes: 0,
  sharedMappings: {},
};

/** Facts in which nothing is wrong. */
export const WELL: CloneFacts = {
  instance: 'redis',
  criuFault: undefined,
  criuVersion: '4.2.1',
  rights: { missing: [], filtered: false, ptraceScope: 1 },
  processes: [PROCESS],
  outsiders: [],
  sockets: { kinds: [], external: [], unreadNetlink: [] },
  mounts: [
    mount({ id: 1, mountPoint: '/', device: '7:6', type: 'ext4' }),
    mount({ id: 2, mountPoint: '/proc', device: '0:50', type: 'proc' }),
    mount({ id: 3, mountPoint: '/dev/null', device: '0:6', root: '/null', type: 'devtmpfs' }),
  ],
  boundPaths: ['/dev/null'],
  hostDevices: new Set(['7:6', '0:6', '254:0', '0:25']),
  replicas: 2,
  memoryAvailable: 4 * 2 ** 30,
  imageRoom: 2 ** 31,
  poolRoom: 2 ** 33,
};

export function mount(of: Partial<CloneFacts['mounts'][number]>): CloneFacts['mounts'][number] {
  return {
    id: 9,
    parentId: 1,
    device: '0:90',
    root: '/',
    mountPoint: '/mnt',
    type: 'tmpfs',
    sharedGroup: undefined,
    masterGroup: undefined,
    ...of,
  };
}

export function info(of: Partial<DescriptorInfo>): DescriptorInfo {
  return {
    flags: 0,
    mountId: 1,
    inode: 77,
    locks: [],
    pid: undefined,
    waitsFor: [],
    watchedDevices: [],
    ...of,
  };
}

export function file(of: Partial<OpenFile>): OpenFile {
  return {
    kind: 'regular',
    inode: 5,
    major: 0,
    minor: 0,
    names: 1,
    storedBytes: 4096,
    reachable: true,
    ...of,
  };
}

/** The process with one more descriptor. */
export function withDescriptor(descriptor: Partial<Descriptor>): Partial<CloneFacts> {
  const descriptors = [...PROCESS.descriptors, { number: 9, link: '/data/file', ...descriptor }];
  return { processes: [{ ...PROCESS, descriptors }] };
}

export function withProcess(of: Partial<ContainerProcess>): Partial<CloneFacts> {
  return { processes: [PROCESS, { ...PROCESS, pid: 4008, innerPid: 8, privateBytes: 0, ...of }] };
}
