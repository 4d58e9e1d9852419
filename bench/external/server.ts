/** The container that is cloned: it answers whoever asks, and makes its disk dirty when it is told to. */
import type { Rootfs } from '../frame/mod.js';

export const PYTHON_ROOTFS: Rootfs = { packages: ['python3'], folder: 'test-python' };
export const PORT = 8080;

/**
 * Answers each line with PONG, but `FILL FILE MIB`: it writes that much into a file from its beginning, without fsync, and says what the
 * file's size is then.
 */
const PROGRAM = `
import os, socketserver, sys
class Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    def handle(self):
        for line in self.rfile:
            words = line.split()
            if words[0] != b'FILL':
                self.wfile.write(b'+PONG\\r\\n')
                continue
            with open(words[1], 'r+b' if os.path.exists(words[1]) else 'w+b') as file:
                block = os.urandom(2 ** 20)
                for _ in range(int(words[2])):
                    file.write(block)
                self.wfile.write(b'%d\\r\\n' % file.seek(0, 2))
class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64
Server(('0.0.0.0', int(sys.argv[1])), Handler).serve_forever()
`;

export const COMMAND: readonly string[] = ['python3', '-c', PROGRAM, String(PORT)];

/** What to say to it. */
export function fillLine(file: string, mib: number): string {
  return `FILL /srv/${file} ${mib}`;
}
