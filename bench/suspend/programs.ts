/** Programs that run inside the containers of this bench. */

/** Answers each line with PONG, on a heap that is touched from its first to its last byte. */
export const JAVA_SERVER = `
import java.io.*;
import java.net.*;
public class Server {
  public static void main(String[] arguments) throws IOException {
    try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]), 128)) {
      while (true) {
        Socket client = server.accept();
        client.setTcpNoDelay(true);
        new Thread(() -> serve(client)).start();
      }
    }
  }
  static void serve(Socket client) {
    try (client; BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream()))) {
      byte[] pong = "+PONG\\r\\n".getBytes();
      while (lines.readLine() != null) client.getOutputStream().write(pong);
    } catch (IOException gone) {
      // The client has left.
    }
  }
}
`;

/** The file is overwritten from its beginning at this size, so that it does not fill the disk. */
const FILE_BYTES = 256 * 1024 * 1024;
/** Writes a second. */
const WRITES = 20;

/**
 * Answers each line with PONG, and writes to its disk beside that: at no MB/s until a line says \`RATE n\`, whose answer is
 * the number of bytes written so far. There is no fsync: what is dirty when production is frozen has to be written then.
 */
export const PYTHON_WRITER = `
import os, socketserver, sys, threading, time
rate = 0.0
written = 0
class Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    def handle(self):
        global rate
        for line in self.rfile:
            words = line.split()
            if words[0] == b'RATE':
                rate = float(words[1])
                self.wfile.write(b'%d\\r\\n' % written)
            else:
                self.wfile.write(b'+PONG\\r\\n')
class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64
def write():
    global written
    block = os.urandom(2 ** 20)
    with open('/srv/data', 'wb', buffering=0) as file:
        due = time.monotonic()
        while True:
            left = int(rate * 1e6 / ${WRITES})
            while left > 0:
                count = file.write(block[:left])
                left -= count
                written += count
            if file.tell() >= ${FILE_BYTES}:
                file.seek(0)
            due = max(due + 1 / ${WRITES}, time.monotonic() - 1)
            time.sleep(max(0, due - time.monotonic()))
threading.Thread(target=write, daemon=True).start()
Server(('0.0.0.0', int(sys.argv[1])), Handler).serve_forever()
`;
