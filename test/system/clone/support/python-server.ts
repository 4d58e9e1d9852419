import { join } from 'node:path';
import { ROOTFS_CACHE, type CloneBench, type RunningInstance } from './bench.js';

export const PYTHON_PORT = 7000;
const FOLDER = 'test-python3';
/** Its root filesystem on the host. */
export const PYTHON_ROOT = join(ROOTFS_CACHE, FOLDER);

/** Says to whoever connects in which network namespace it lives. */
const PROGRAM = `
import os, socket
if socket.has_dualstack_ipv6():
    server = socket.create_server(('::', ${PYTHON_PORT}), family=socket.AF_INET6, dualstack_ipv6=True)
else:
    server = socket.create_server(('0.0.0.0', ${PYTHON_PORT}))
while True:
    client, _ = server.accept()
    client.sendall(str(os.stat('/proc/self/ns/net').st_ino).encode())
    client.close()
`;

/** A server of few lines, in a root filesystem with which one can try things. */
export function runPythonServer(bench: CloneBench): Promise<RunningInstance> {
  const rootfs = { packages: ['python3-minimal'], folder: FOLDER };
  return bench.runInstance('python', rootfs, PYTHON_PORT, ['python3', '-c', PROGRAM]);
}

/** One thing to try; each has a fraction of a second. */
export interface Attempt {
  readonly kind: 'tcp' | 'tcp6' | 'udp' | 'udp6' | 'icmp' | 'icmp6' | 'abstract';
  readonly to: string;
  readonly port?: number;
}

/**
 * A program for python3 that tries each and prints a line: what came back, or `failed:` and why. UDP and ICMP have come
 * through when something is answered.
 */
export function attemptsProgram(attempts: readonly Attempt[]): string {
  return `
import socket, struct
def attempt(kind, to, port):
    if kind == 'abstract':
        s = socket.socket(socket.AF_UNIX); s.settimeout(0.5)
        s.connect('\\0' + to)
        return s.recv(100)
    if kind in ('tcp', 'tcp6'):
        s = socket.socket(socket.AF_INET6 if kind == 'tcp6' else socket.AF_INET); s.settimeout(0.5)
        s.connect((to, port))
        return s.recv(100)
    if kind in ('udp', 'udp6'):
        s = socket.socket(socket.AF_INET6 if kind == 'udp6' else socket.AF_INET, socket.SOCK_DGRAM); s.settimeout(0.5)
        s.sendto(b'\\x12\\x34\\x01\\x00\\x00\\x01' + bytes(6) + b'\\x07example\\x00\\x00\\x01\\x00\\x01', (to, port))
        return s.recvfrom(500)[0]
    if kind == 'icmp6':
        s = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6); s.settimeout(0.5)
        # The kernel sums it.
        s.sendto(struct.pack('!BBHHH', 128, 0, 0, 1, 1), (to, 0))
        while True:
            if s.recv(500)[0] == 129: return b'echo'
    s = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP); s.settimeout(0.5)
    # An echo request; its checksum is 0xffff minus all its words.
    s.sendto(struct.pack('!BBHHH', 8, 0, 0xffff - 0x0800 - 1 - 1, 1, 1), (to, 0))
    while True:
        answer = s.recv(500)
        if answer[20] == 0: return b'echo'
for kind, to, port in ${JSON.stringify(attempts.map(({ kind, to, port = 0 }) => [kind, to, port]))}:
    try:
        print(attempt(kind, to, port).decode('latin-1'))
    except OSError as error:
        print('failed:', error)
`;
}
