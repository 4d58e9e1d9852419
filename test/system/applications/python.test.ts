import { afterAll, beforeAll, test } from 'vitest';
import { CloneBench, type RunningInstance } from '../clone/support/bench.js';
import { describeOnSystem } from '../requirements.js';
import { runApplication } from './support/application.js';
import { expectOnlyDatesDiffer } from './support/date-header.js';
import { TEST_MS } from './support/clone-under-load.js';
import { STATE_FILE } from './support/probe.js';
import { StateLoad } from './support/state-load.js';
import { expectSameState } from './support/state-server.js';

const PORT = 8000;
const PROGRAM = '/srv/server.py';

/** A thread for each connection. */
const SERVER = `
import hashlib, json, os, signal, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

lock = threading.RLock()
state = {'requests': 0, 'digests': {}}

class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_POST(self):
        body = self.rfile.read(int(self.headers['content-length']))
        client = self.path.split('/')[1]
        with lock:
            digest = hashlib.sha256(state['digests'].get(client, '').encode() + body).hexdigest()
            state['digests'][client] = digest
            state['requests'] += 1
        answer = digest.encode()
        self.send_response(200)
        self.send_header('content-length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
    def log_message(self, *what):
        pass

class Server(ThreadingHTTPServer):
    request_queue_size = 128

def tell(*_):
    with lock:
        text = json.dumps(state, sort_keys=True)
    with open('${STATE_FILE}.new', 'w') as file:
        file.write(text)
    os.rename('${STATE_FILE}.new', '${STATE_FILE}')

signal.signal(signal.SIGHUP, tell)
Server(('0.0.0.0', ${PORT}), Handler).serve_forever()
`;

describeOnSystem('a Python server, cloned while it serves', () => {
  let bench: CloneBench;
  let python: RunningInstance;
  let load: StateLoad | undefined;

  beforeAll(async () => {
    bench = await CloneBench.start();
    python = await runApplication(bench, {
      name: 'python',
      packages: ['python3'],
      port: PORT,
      files: { [PROGRAM]: SERVER },
      command: ['python3', PROGRAM],
    });
  });

  afterAll(async () => {
    await load?.stop();
    await bench?.remove();
  });

  test(
    'its replica comes to the same state, and only dates differ',
    async () => {
      load = new StateLoad({ host: python.address, port: PORT }, 8, 4);
      const replicas = await expectSameState(bench, python, load, { replicas: 1, before: 300, after: 600 });
      for (const replica of replicas) expectOnlyDatesDiffer(replica);
    },
    TEST_MS,
  );
});
