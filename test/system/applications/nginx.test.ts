import { afterAll, beforeAll, test } from 'vitest';
import { CloneBench, type RunningInstance } from '../clone/support/bench.js';
import { describeOnSystem } from '../requirements.js';
import { runApplication } from './support/application.js';
import { TEST_MS } from './support/clone-under-load.js';
import { expectClonedSite, siteLoad } from './support/cloned-site.js';
import type { HttpLoad } from './support/http-load.js';
import { KEPT, MAKE_SITE, SITE } from './support/web-site.js';

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
      load = siteLoad(nginx);
      await expectClonedSite(bench, nginx, load, { replicas: 2, accessLog: ACCESS_LOG });
    },
    TEST_MS,
  );
});
