import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { packageRoot } from '../../../../runtime/config/mod.js';
import { ROOTFS_CACHE } from './bench.js';

export const SITUATIONS_PORT = 7000;

/** Root filesystem with a Python that can make any system call. */
export function situationsRoot(): string {
  const out = join(ROOTFS_CACHE, 'test-python');
  const packages = ['python3'];
  execFileSync(join(packageRoot(), 'scripts/rootfs'), [...packages, '--out', out], { stdio: 'ignore' });
  return out;
}

/**
 * A server that brings itself into situations: each connection sends a Python program, which a child of the server runs. What it
 * makes it must keep in `kept`; then it says it is ready, and stays. A connection that sends nothing ends every process but the server.
 */
export const SITUATIONS_PROGRAM = `
import ctypes, fcntl, gc, os, select, signal, socket, struct, sys, threading, time
libc = ctypes.CDLL(None, use_errno=True)
def checked(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result
server = socket.create_server(('0.0.0.0', ${SITUATIONS_PORT}))
while True:
    client, _ = server.accept()
    source = b''
    while chunk := client.recv(65536):
        source += chunk
    if not source:
        # All but this first process of the namespace.
        try:
            os.kill(-1, signal.SIGKILL)
            while True:
                os.wait()
        except (ProcessLookupError, ChildProcessError):
            pass
        client.sendall(b'ended')
        client.close()
        continue
    pid = os.fork()
    if pid:
        client.close()
        continue
    server.close()
    kept = []
    try:
        exec(compile(source, 'situation', 'exec'), globals())
        client.sendall(b'ready')
        # What it has forked holds the connection too.
        client.shutdown(socket.SHUT_RDWR)
    except BaseException as error:
        client.sendall(repr(error).encode())
    client.close()
    while True:
        signal.pause()
`;

async function say(address: string, source: string): Promise<string> {
  const socket = connect(SITUATIONS_PORT, address);
  socket.setEncoding('utf8').end(source);
  let answer = '';
  socket.on('data', (text: string) => (answer += text));
  await once(socket, 'close');
  return answer;
}

/** Resolves when a process of the container is in the situation that this program makes. */
export async function bringInto(address: string, source: string): Promise<void> {
  const answer = await say(address, source);
  if (answer !== 'ready') throw new Error(`the situation could not be made: ${answer}`);
}

/** Ends every process that was brought into a situation. */
export async function endSituations(address: string): Promise<void> {
  const answer = await say(address, '');
  if (answer !== 'ended') throw new Error(`the situations could not be ended: ${answer}`);
}

/** Host pids of the children of a process. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}
