import { afterAll, beforeAll, expect, test } from 'vitest';
import { CloneBench, type RunningInstance } from '../clone/support/bench.js';
import { describeOnSystem } from '../requirements.js';
import { byConnection, requestsIn } from './support/access-log.js';
import { runApplication } from './support/application.js';
import { cloneUnderLoad, followedToTheEnd, TEST_MS } from './support/clone-under-load.js';
import { expectOnlyDatesDiffer } from './support/date-header.js';
import { HttpLoad } from './support/http-load.js';
import { askInside, askReplica } from './support/probe.js';
import { KEPT, KEPT_DIGEST, MAKE_SITE, nextSiteRequest, SITE, siteFault } from './support/web-site.js';

const PORT = 80;
const ACCESS_LOG = '/var/log/nginx/requests.log';
const CONFIG = `
user www-data;
worker_processes 2;
error_log /var/log/nginx/error.log notice;
events { worker_connections 512; }
http {
  log_format whole '$remote_port $connection_requests $request_method $request_uri $request_length $status $body_bytes_sent';
  access_log ${ACCESS_LOG} whole;
  client_max_body_size 1m;
  sendfile on;
  server {
    listen ${PORT};
    root ${SITE};
    location ${KEPT}/ { dav_methods PUT; }
  }
}
`;

describeOnSystem('nginx, cloned while it serves', () => {
  let bench: CloneBench;
  let nginx: RunningInstance;
  let load: HttpLoad | undefined;

  beforeAll(async () => {
    bench = await CloneBench.start();
    nginx = await runApplication(bench, {
      name: 'nginx',
      packages: ['nginx'],
      port: PORT,
      files: { '/etc/nginx/test.conf': CONFIG },
      prepare: MAKE_SITE,
      command: ['nginx', '-c', '/etc/nginx/test.conf', '-g', 'daemon off;'],
    });
  });

  afterAll(async () => {
    await load?.stop();
    await bench?.remove();
  });

  test(
    'its replicas serve, log and keep what production does',
    async () => {
      load = new HttpLoad({
        host: nginx.address,
        port: PORT,
        lasting: 8,
        brief: 4,
        next: nextSiteRequest,
        fault: siteFault,
      });
      const created = await cloneUnderLoad(bench, nginx, load, { replicas: 2, before: 300, after: 600 });
      const inProduction = async () => byConnection(await askInside(nginx, 'cat', ACCESS_LOG));
      await expect.poll(async () => requestsIn(await inProduction()), { timeout: 20_000 }).toBe(load.done);
      const requests = await inProduction();
      const kept = await askInside(nginx, ...KEPT_DIGEST);
      for (const { name } of created.replicas) {
        expectOnlyDatesDiffer(await followedToTheEnd(bench, name));
        // A worker logs a request after its answer is out.
        const inReplica = async () => byConnection(await askReplica(bench, name, 'cat', ACCESS_LOG));
        await expect.poll(inReplica, { timeout: 20_000 }).toEqual(requests);
        expect(await askReplica(bench, name, ...KEPT_DIGEST)).toBe(kept);
      }
    },
    TEST_MS,
  );
});
