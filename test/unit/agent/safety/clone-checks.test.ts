import { describe, expect, it } from 'vitest';
import { cloneChecks, imageBytes, type CloneFacts } from '../../../../agent/safety/mod.js';
import { file, info, mount, PROCESS, WELL, withDescriptor, withProcess } from './well.js';

const failed = (facts: Partial<CloneFacts>) => cloneChecks({ ...WELL, ...facts }).filter((c) => !c.ok);
const socket = (family: number, type: number, protocol: number): Partial<CloneFacts> => ({
  sockets: { ...WELL.sockets, kinds: [{ inode: 1, family, type, protocol }] },
});
const outsider = { pid: 99, name: 'bash', command: 'bash -l', namespaces: ['pid', 'mnt'] };
const MIB = 2 ** 20;

describe('clone checks', () => {
  it('pass when nothing is wrong, each with what was found and a name of its own', () => {
    const checks = cloneChecks(WELL);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    expect(checks.every((check) => check.message !== '' && check.remedy === '')).toBe(true);
    expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  });

  it('name the process, say what would go wrong and how to mend it', () => {
    const [check] = failed(withDescriptor({ link: 'anon_inode:[io_uring]' }));
    expect(check).toMatchObject({ name: 'no-io-uring', blocking: true });
    expect(check?.message).toContain(
      'redis-server (pid 4007, 7 in the container, redis-server *:6379) uses io_uring',
    );
    expect(check?.message).toContain('CRIU cannot dump');
    expect(check?.remedy).toMatch(/native-aio/);
  });

  it.each([
    ['criu-self-test', { criuFault: 'it does not start' }, 'no CRIU that works: it does not start'],
    [
      'agent-rights',
      { rights: { ...WELL.rights, missing: ['CAP_SYS_PTRACE (to stop processes)'] } },
      'CAP_SYS_PTRACE (to stop',
    ],
    ['agent-rights', { rights: { ...WELL.rights, ptraceScope: 3 } }, 'lets nobody trace'],
    ['agent-rights', { rights: { ...WELL.rights, filtered: true } }, 'seccomp filter'],
    ['memory-room', { memoryAvailable: 2 ** 31 }, '2 replicas need 3.00 GiB'],
    ['image-room', { imageRoom: 1 }, 'images need 1.00 GiB'],
    ['disk-room', { poolRoom: 1 }, 'wants at least 0.75 GiB'],
    ['no-tracer', withProcess({ tracer: { pid: 12, name: 'gdb' } }), 'pid 4008, 8 in the container'],
    ['no-tracer', withProcess({ tracer: { pid: 12, name: 'gdb' } }), 'traced by gdb (pid 12)'],
    [
      'one-container',
      withProcess({ namespaces: { ...PROCESS.namespaces, user: 'user:[9]' } }),
      'in user namespaces',
    ],
    ['sessions-inside', withProcess({ sessionOutside: true }), 'session of a process outside'],
    ['first-threads-live', withProcess({ leaderEnded: true }), 'ended its first thread'],
    [
      'no-outsiders',
      { outsiders: [{ ...outsider, writes: [] }] },
      'bash (pid 99, bash -l) came from outside',
    ],
    ['no-io-uring', withProcess({ mappedObjects: ['anon_inode:[io_uring]'] }), 'uses io_uring'],
    [
      'no-devices',
      withDescriptor({ link: '/dev/fuse', file: file({ kind: 'character', major: 10, minor: 229 }) }),
      '/dev/fuse (10:229)',
    ],
    ['no-devices', withDescriptor({ link: '/dev/sda', file: file({ kind: 'block', major: 8 }) }), '/dev/sda'],
    ['no-devices', withProcess({ mappedObjects: ['/dev/nvidia0'] }), 'mapped the device /dev/nvidia0'],
    ['no-strange-objects', withDescriptor({ link: 'anon_inode:[userfaultfd]' }), '[userfaultfd]'],
    ['no-strange-objects', withProcess({ mappedObjects: ['[uprobes]'] }), '[uprobes]'],
    ['no-strange-objects', withProcess({ mappedObjects: ['/secretmem (deleted)'] }), '/secretmem'],
    [
      'handles-inside',
      withDescriptor({ link: 'anon_inode:[pidfd]', info: info({ pid: 1 }) }),
      'of process 1 outside',
    ],
    [
      'handles-inside',
      withDescriptor({ link: 'anon_inode:[pidfd]', info: info({ pid: 4007, flags: 0o200 }) }),
      'of a thread',
    ],
    ['handles-inside', withDescriptor({ link: 'net:[99]' }), 'net:[99]'],
    [
      'epoll-complete',
      withDescriptor({
        link: 'anon_inode:[eventpoll]',
        info: info({ waitsFor: [{ descriptor: 8, inode: 6 }] }),
      }),
      'waits (epoll 9) for descriptor 8',
    ],
    ['known-sockets', socket(40, 1, 0), 'has a vsock socket'],
    ['known-sockets', socket(2, 1, 132), 'has a SCTP socket'],
    ['known-sockets', socket(10, 1, 262), 'has a MPTCP socket'],
    [
      'unix-sockets-inside',
      { sockets: { ...WELL.sockets, external: [{ inode: 1, holder: { pid: 5, name: 'syslogd' } }] } },
      'unix connection with syslogd (pid 5)',
    ],
    ['netlink-read', { sockets: { ...WELL.sockets, unreadNetlink: [1] } }, 'unread messages'],
    ['files-inside', withDescriptor({ file: file({}), info: info({ mountId: 44 }) }), 'in no mount'],
    [
      'deleted-files',
      withDescriptor({ file: file({ names: 0, storedBytes: 257 * MIB }), info: info({}) }),
      'of 257 MiB',
    ],
    [
      'deleted-files',
      withDescriptor({ file: file({ reachable: false }), info: info({}) }),
      'deleted under that name',
    ],
    [
      'watches-dumpable',
      withDescriptor({ link: 'anon_inode:inotify', info: info({ watchedDevices: ['0:50'] }) }),
      'a file of proc',
    ],
    [
      'plain-pipes',
      withDescriptor({ link: 'pipe:[8]', info: info({ flags: 0o40000 | 0o200000 }) }),
      'O_DIRECT',
    ],
    ['file-locks', withDescriptor({ file: file({}), info: info({ locks: ['DELEG'] }) }), 'kind DELEG'],
    ['mounts-of-its-own', { mounts: [...WELL.mounts, mount({ type: 'xfs' })] }, '/mnt is a xfs'],
    [
      'mounts-of-its-own',
      { mounts: [...WELL.mounts, mount({ device: '254:0', root: '/srv', type: 'ext4' })] },
      'shared with the host',
    ],
    ['mounts-of-its-own', { mounts: [...WELL.mounts, mount({ root: '/srv' })] }, 'bound from outside'],
    ['mounts-of-its-own', { mounts: [...WELL.mounts, mount({ masterGroup: 5 })] }, 'receives mounts'],
  ] satisfies [string, Partial<CloneFacts>, string][])('find %s', (name, facts, said) => {
    const found = failed(facts);
    expect(found.map((check) => check.name)).toEqual([name]);
    expect(found[0]?.message).toContain(said);
    expect(found[0]?.remedy).not.toBe('');
  });

  it.each([
    [
      'a terminal of its own',
      withDescriptor({ link: '/dev/pts/ptmx', file: file({ kind: 'character', major: 5, minor: 2 }) }),
    ],
    [
      '/dev/null',
      withDescriptor({ link: '/dev/null', file: file({ kind: 'character', major: 1, minor: 3 }) }),
    ],
    ['a raw socket of any protocol', socket(2, 3, 99)],
    ['a TCP socket that is not connected yet', socket(2, 1, 6)],
    ['a small deleted file', withDescriptor({ file: file({ names: 0 }), info: info({}) })],
    [
      'memory in a file (memfd)',
      withDescriptor({
        link: '/memfd:x (deleted)',
        file: file({ names: 0, storedBytes: 300 * MIB }),
        info: info({ mountId: 44 }),
      }),
    ],
    [
      'a handle of a process that has ended',
      withDescriptor({ link: 'anon_inode:[pidfd]', info: info({ pid: -1 }) }),
    ],
    [
      'a watch on a file of its disk',
      withDescriptor({ link: 'anon_inode:inotify', info: info({ watchedDevices: ['7:6'] }) }),
    ],
    ['a zombie', withProcess({ namespaces: {}, descriptors: [] })],
    ['a tmpfs mounted inside', { mounts: [...WELL.mounts, mount({ sharedGroup: 3 })] }],
    [
      'a folder of its own bound elsewhere',
      { mounts: [...WELL.mounts, mount({ device: '7:6', root: '/etc', type: 'ext4' })] },
    ],
    [
      'its control groups',
      { mounts: [...WELL.mounts, mount({ device: '0:25', root: '/', type: 'cgroup2' })] },
    ],
    [
      'an epoll on an inode that another number has',
      withDescriptor({
        link: 'anon_inode:[eventpoll]',
        info: info({ waitsFor: [{ descriptor: 8, inode: 1 }] }),
      }),
    ],
  ] satisfies [string, Partial<CloneFacts>][])('have nothing against %s', (_, facts) => {
    expect(failed(facts)).toEqual([]);
  });

  it('count the file locks that are carried', () => {
    const locks = withDescriptor({ file: file({}), info: info({ locks: ['FLOCK', 'POSIX', 'POSIX'] }) });
    const check = cloneChecks({ ...WELL, ...locks }).find(({ name }) => name === 'file-locks');
    expect(check).toMatchObject({
      ok: true,
      message: '3 file locks (FLOCK, POSIX) are carried into the replicas.',
    });
  });

  it('warn of an outsider, and refuse one that writes to the disk', () => {
    expect(failed({ outsiders: [{ ...outsider, writes: [] }] })).toMatchObject([{ blocking: false }]);
    expect(failed({ outsiders: [{ ...outsider, writes: ['/data/log'] }] })).toMatchObject([
      { name: 'no-outsiders', blocking: false },
      { name: 'no-writing-outsiders', blocking: true },
    ]);
  });

  it('report all faults together, and of one kind the first ones and how many more', () => {
    expect(failed({ criuFault: 'x', poolRoom: 1, imageRoom: 1 }).length).toBe(3);
    const many = Array.from({ length: 8 }, (_, i) => ({
      ...PROCESS,
      pid: i,
      tracer: { pid: 1, name: 'gdb' },
    }));
    expect(failed({ processes: many, memoryAvailable: 2 ** 40, imageRoom: 2 ** 40 })[0]?.message).toContain(
      'and 3 more',
    );
  });
});

describe('the size of the images', () => {
  it('counts what processes share once, and deleted files', () => {
    const forked = Array.from({ length: 100 }, (_, i) => ({
      ...PROCESS,
      pid: i,
      privateBytes: 10,
      sharedBytes: 128 * MIB,
      sharedMappings: { '00:01:77': 128 * MIB },
    }));
    expect(imageBytes(forked)).toBe(1000 + 128 * MIB);
    const deleted = { number: 9, link: '/t (deleted)', file: file({ names: 0, storedBytes: 500 }) };
    expect(imageBytes([{ ...PROCESS, privateBytes: 1, descriptors: [deleted, deleted] }])).toBe(501);
  });

  it('counts no more of a shared mapping than was touched', () => {
    expect(
      imageBytes([{ ...PROCESS, privateBytes: 0, sharedBytes: 5, sharedMappings: { a: 2 ** 40 } }]),
    ).toBe(5);
  });
});
