import { afterAll, beforeAll, expect, test } from 'vitest';
import { CloneBench, type RunningInstance } from '../clone/support/bench.js';
import { describeOnSystem } from '../requirements.js';
import { runApplication } from './support/application.js';
import { TEST_MS } from './support/clone-under-load.js';
import { STATE_FILE } from './support/probe.js';
import { StateLoad } from './support/state-load.js';
import { expectSameState } from './support/state-server.js';

const PORT = 8080;
const PROGRAM = '/srv/server.js';

/** No answer has a clock in it, so that every byte is compared; and each tells the order of all requests so far, whoever sent them. */
const SERVER = `
const { createHash } = require('node:crypto');
const { createServer } = require('node:http');
const { renameSync, writeFileSync } = require('node:fs');
const state = { requests: 0, digests: {}, order: '' };
// A replica that is slow for a while must not take a client for gone.
createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const [, client] = request.url.split('/');
    const digest = createHash('sha256').update(state.digests[client] ?? '').update(body).digest('hex');
    state.digests[client] = digest;
    state.order = createHash('sha256').update(state.order).update(digest).digest('hex');
    state.requests += 1;
    response.sendDate = false;
    response.end(digest + state.order);
  });
}).listen(${PORT});
process.on('SIGHUP', () => {
  writeFileSync('${STATE_FILE}.new', JSON.stringify(state));
  renameSync('${STATE_FILE}.new', '${STATE_FILE}');
});
`;

describeOnSystem('a Node server, cloned while it serves', () => {
  let bench: CloneBench;
  let node: RunningInstance;
  let load: StateLoad | undefined;

  beforeAll(async () => {
    bench = await CloneBench.start();
    node = await runApplication(bench, {
      name: 'node',
      packages: ['nodejs'],
      port: PORT,
      files: { [PROGRAM]: SERVER },
      command: ['node', PROGRAM],
    });
  });

  afterAll(async () => {
    await load?.stop();
    await bench?.remove();
  });

  test(
    'both replicas say what it says, byte by byte, and come to the same state',
    async () => {
      load = new StateLoad({ host: node.address, port: PORT }, 8, 4);
      const replicas = await expectSameState(bench, node, load, { replicas: 2, before: 300, after: 600 });
      for (const { replay } of replicas)
        expect(replay).toMatchObject({ divergences: 0, firstDivergence: null });
    },
    TEST_MS,
  );
});
