import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Check } from '../../../proto/gen/parikshan/v1/Check.js';
import { run } from '../../../runtime/command/mod.js';
import { TestInstallation } from '../agent/support/agent-process.js';
import { describeOnSystem } from '../requirements.js';
import {
  bringInto,
  childrenOf,
  endSituations,
  SITUATIONS_PORT,
  SITUATIONS_PROGRAM,
  situationsRoot,
} from './support/situations.js';

const CALL = { timeoutMs: 60_000 };
const SYSCALL = { ioUringSetup: 425, userfaultfd: 323, pidfdOpen: 434, memfdSecret: 447 };

/** Situations that CRIU refuses: how a process of the container gets into each, the check that finds it, and what is said. */
const REFUSED: readonly (readonly [situation: string, check: string, said: string, source: string])[] = [
  [
    'io_uring',
    'no-io-uring',
    'uses io_uring',
    `kept.append(checked(libc.syscall(${SYSCALL.ioUringSetup}, 8, ctypes.create_string_buffer(120))))`,
  ],
  [
    'userfaultfd',
    'no-strange-objects',
    '[userfaultfd]',
    `kept.append(checked(libc.syscall(${SYSCALL.userfaultfd}, 1)))`,
  ],
  [
    'secret memory',
    'no-strange-objects',
    '/secretmem',
    `
import mmap
secret = checked(libc.syscall(${SYSCALL.memfdSecret}, 0)); os.ftruncate(secret, 4096)
kept.append(mmap.mmap(secret, 4096))`,
  ],
  [
    'multipath TCP',
    'known-sockets',
    'MPTCP',
    "s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262); s.bind(('', 7100)); s.listen(); kept.append(s)",
  ],
  ['vsock', 'known-sockets', 'vsock', 'kept.append(socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM))'],
  [
    'a large deleted file',
    'deleted-files',
    'MiB open',
    `
f = open('/tmp/big', 'wb')
os.posix_fallocate(f.fileno(), 0, 257 << 20)
os.unlink('/tmp/big'); kept.append(f)`,
  ],
  [
    'a file whose other name was deleted',
    'deleted-files',
    'has another',
    "f = open('/tmp/one', 'w'); os.link('/tmp/one', '/tmp/two'); os.unlink('/tmp/one'); kept.append(f)",
  ],
  [
    'a watch on /proc',
    'watches-dumpable',
    'a file of proc',
    "w = libc.inotify_init(); checked(libc.inotify_add_watch(w, b'/proc/self', 0x100)); kept.append(w)",
  ],
  ['a pipe of messages', 'plain-pipes', 'O_DIRECT', 'kept.append(os.pipe2(os.O_DIRECT))'],
  [
    'a handle of a thread',
    'handles-inside',
    'of a thread',
    `kept.append(checked(libc.syscall(${SYSCALL.pidfdOpen}, os.getpid(), 0x80)))`,
  ],
  [
    'an epoll of what is closed here',
    'epoll-complete',
    'waits (epoll',
    `
a, b = socket.socketpair(); e = select.epoll(); e.register(a)
if os.fork() == 0:
    e.close()
    while True: signal.pause()
a.close(); kept.append((e, b))`,
  ],
  ['a user namespace of its own', 'one-container', 'in user', 'checked(libc.unshare(0x10000000))'],
  [
    'a message queue',
    'files-inside',
    'in no mount',
    "kept.append(checked(libc.mq_open(b'/queue', os.O_RDWR | os.O_CREAT, 0o600, None)))",
  ],
  [
    'a process without its first thread',
    'first-threads-live',
    'ended its first thread',
    `
done, child_done = os.pipe()
if os.fork() == 0:
    def stay():
        while open('/proc/%d/stat' % os.getpid()).read().rsplit(')')[1].split()[0] != 'Z': time.sleep(0.01)
        os.write(child_done, b'x')
        while True: time.sleep(1000)
    threading.Thread(target=stay).start()
    libc.syscall(60, 0)
os.read(done, 1)`,
  ],
];

/** All at once, and nothing against any: what a check that only knows names would refuse. */
const FINE = `
for lock in (lambda f: fcntl.flock(f, fcntl.LOCK_EX), lambda f: fcntl.lockf(f, fcntl.LOCK_EX),
             lambda f: fcntl.fcntl(f, 37, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 0, 0, 0))):
    f = open('/tmp/lock%d' % len(kept), 'w'); lock(f); kept.append(f)
kept.append(os.openpty())
kept.append(socket.socketpair())
a, b = socket.socketpair(); b.close(); kept.append(a)
kept.append(socket.socket())
kept.append(socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
kept.append(socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0))
kept.append(os.memfd_create('x'))
kept.append(os.pidfd_open(os.getpid()))
f = open('/tmp/small', 'w'); f.write('x' * 9999); f.flush(); os.unlink('/tmp/small'); kept.append(f)
w = libc.inotify_init(); checked(libc.inotify_add_watch(w, b'/etc', 0x100)); kept.append(w)
e = select.epoll(); e.register(w); d = os.dup(w); e.register(d); os.close(d); kept.append(e)
if os.fork() == 0: os._exit(0)
`;

/** Listens on a path of the container's disk, and takes one connection. */
const UNIX_LISTENER = `
s = socket.socket(socket.AF_UNIX); s.bind('/tmp/x.sock'); s.listen(); os.chmod('/tmp/x.sock', 0o777)
def take(): kept.append(s.accept()[0])
threading.Thread(target=take, daemon=True).start()
kept.append(s)
`;

describeOnSystem('safety checks before a clone', () => {
  const installation = new TestInstallation();
  let pid = 0;
  let address = '';
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    await installation.start();
    const command = ['python3', '-c', SITUATIONS_PROGRAM];
    const spec = { name: 'py', rootfs: situationsRoot(), port: SITUATIONS_PORT, command };
    const { instance } = await installation.client.createInstance(
      { spec: { ...spec, diskBytes: 2 ** 30 } },
      CALL,
    );
    pid = instance?.pid ?? 0;
    address = instance?.address ?? '';
  }, 300_000);

  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL');
    await installation.remove();
  });

  /** What is found against a clone; nothing of one may be there, and nothing stopped. */
  async function found(): Promise<Check[]> {
    const { checks } = await installation.client.checkClone({ instance: 'py', replicas: 1 }, CALL);
    for (const folder of ['run/clones', 'run/images', 'state/pool/clones']) {
      const path = join(installation.folder, folder);
      expect(existsSync(path) ? readdirSync(path) : [], folder).toEqual([]);
    }
    for (const child of [pid, ...childrenOf(pid)])
      expect(readFileSync(`/proc/${child}/status`, 'utf8')).toMatch(/^State:\s+[SRZ] /m);
    return checks.filter((check) => !check.ok);
  }

  /** Freezes without asking the checks. @returns the reason of a failure. */
  async function freezeAnyway(): Promise<string> {
    try {
      await installation.client.freezeInstance({ instance: 'py', clone: 'anyway' }, CALL);
    } catch (error) {
      return (error as { reason?: string }).reason ?? String(error);
    }
    await installation.client.removeHostClone({ clone: 'anyway' }, CALL);
    return 'none';
  }

  /** Starts a program of the host; it is ended with the tests, or before. */
  function start(...command: [string, ...string[]]): ChildProcess {
    const child = spawn(command[0], command.slice(1), { stdio: 'ignore' });
    started.push(child);
    return child;
  }

  test.each(REFUSED)('find %s, which CRIU refuses', async (_, name, said, source) => {
    await bringInto(address, source);
    try {
      const findings = await found();
      expect(findings).toMatchObject([{ name, blocking: true }]);
      expect(findings[0]?.message).toContain(said);
      expect(findings[0]?.message).toMatch(/python3 \(pid \d+, \d+ in the container/);
      expect(await freezeAnyway()).toBe('DUMP_FAILED');
    } finally {
      await endSituations(address);
    }
  });

  test('have nothing against what CRIU carries, file locks among it', async () => {
    await bringInto(address, FINE);
    try {
      expect(await found()).toEqual([]);
      const { checks } = await installation.client.checkClone({ instance: 'py' }, CALL);
      const locks = checks?.find(({ name }) => name === 'file-locks');
      expect(locks?.message).toContain('3 file locks (FLOCK, POSIX, OFDLCK) are carried');
      expect(await freezeAnyway()).toBe('none');
    } finally {
      await endSituations(address);
    }
  });

  test('find a unix connection with a process outside, and name it', async () => {
    await bringInto(address, UNIX_LISTENER);
    const client = connect(`/proc/${pid}/root/tmp/x.sock`);
    try {
      await new Promise((resolve, reject) => client.once('connect', resolve).once('error', reject));
      await expect
        .poll(async () => (await found()).map(({ message }) => message), { timeout: 10_000 })
        .toEqual([expect.stringContaining(`(pid ${process.pid}) outside`)]);
      expect(await freezeAnyway()).toBe('DUMP_FAILED');
    } finally {
      client.destroy();
      await endSituations(address);
    }
  });

  /** Runs a program of the host in the container's mount namespace, into which `entered()` brings it. */
  async function onMounts(program: string): Promise<void> {
    const head = `
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def checked(r):
    if r < 0: raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return r
def entered(): checked(libc.setns(os.pidfd_open(${pid}), 0x20000))
`;
    await run('chroot', [situationsRoot(), 'python3', '-c', head + program], { timeoutMs: 20_000 });
  }

  test('find a mount from outside', async () => {
    // A tree is taken from the host (open_tree), and attached inside (move_mount).
    await onMounts(`
tree = checked(libc.syscall(428, -100, b'/etc', 1))
entered()
os.makedirs('/mnt', exist_ok=True)
checked(libc.syscall(429, tree, b'', -100, b'/mnt', 4))`);
    try {
      const findings = await found();
      expect(findings).toMatchObject([{ name: 'mounts-of-its-own', blocking: true }]);
      expect(findings[0]?.message).toContain('/mnt (');
      expect(await freezeAnyway()).toBe('DUMP_FAILED');
    } finally {
      await onMounts("entered()\nchecked(libc.umount2(b'/mnt', 0))");
    }
  });

  test('warn of a process from outside, and refuse one that writes', async () => {
    const idle = start('nsenter', '--target', String(pid), '--all', 'sleep', '1000');
    const writes = 'exec sleep 1000 > /tmp/written';
    const writer = start('nsenter', '--target', String(pid), '--all', 'sh', '-c', writes);
    try {
      const named = async () => (await found()).map(({ name, blocking }) => ({ name, blocking }));
      await expect.poll(named, { timeout: 10_000 }).toEqual([
        { name: 'no-outsiders', blocking: false },
        { name: 'no-writing-outsiders', blocking: true },
      ]);
      const said = (await found()).map(({ message }) => message).join('\n');
      expect(said).toMatch(/sleep \(pid \d+, sleep 1000\) came from outside into namespaces .*pid/);
      expect(said).toContain('writes /tmp/written');
    } finally {
      writer.kill('SIGKILL');
      idle.kill('SIGKILL');
      await endSituations(address);
    }
  });

  test('find what a shell from outside has left, which CRIU refuses', async () => {
    const left = 'sleep 1000 >/dev/null 2>&1 </dev/null &';
    await run('nsenter', ['--target', String(pid), '--all', 'sh', '-c', left], { timeoutMs: 10_000 });
    try {
      const named = async () => (await found()).map(({ name }) => name);
      await expect.poll(named, { timeout: 10_000 }).toEqual(['sessions-inside']);
      expect(await freezeAnyway()).toBe('DUMP_FAILED');
    } finally {
      await endSituations(address);
    }
  });

  test('find a process that is traced, and name the tracer', async () => {
    await bringInto(address, 'pass');
    const traced = childrenOf(pid)[0] ?? 0;
    // Outside of the container: PTRACE_SEIZE, and stay.
    const program = `
import ctypes, signal
assert ctypes.CDLL(None, use_errno=True).ptrace(0x4206, ${traced}, 0, 0) == 0
signal.pause()`;
    const tracer = start('chroot', situationsRoot(), 'python3', '-c', program);
    try {
      await expect
        .poll(async () => (await found()).map(({ message }) => message), { timeout: 10_000 })
        .toEqual([expect.stringContaining(`is being traced by python3 (pid ${tracer.pid})`)]);
      expect(await freezeAnyway()).toBe('DUMP_FAILED');
    } finally {
      tracer.kill('SIGKILL');
      await endSituations(address);
    }
  });
});
