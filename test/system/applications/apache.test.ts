import { afterAll, beforeAll, test } from 'vitest';
import { CloneBench, type RunningInstance } from '../clone/support/bench.js';
import { describeOnSystem } from '../requirements.js';
import { runApplication } from './support/application.js';
import { TEST_MS } from './support/clone-under-load.js';
import { expectClonedSite, siteLoad } from './support/cloned-site.js';
import type { HttpLoad } from './support/http-load.js';
import { KEPT, MAKE_SITE, SITE } from './support/web-site.js';

const PORT = 80;
const ACCESS_LOG = '/var/log/apache2/requests.log';
/** Debian's own configuration is made when the package is installed; this is the part of it that is needed, with its mutexes in files. */
const CONFIG = `
ServerRoot /etc/apache2
ServerName localhost
PidFile /run/apache2/apache2.pid
Mutex file:/run/lock/apache2 default
User www-data
Group www-data
ErrorLog /var/log/apache2/error.log
${['mpm_event', 'authz_core', 'dav', 'dav_fs', 'dav_lock'].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
StartServers 2
MinSpareThreads 25
MaxSpareThreads 75
ThreadsPerChild 25
MaxRequestWorkers 50
# A replica that is slow for a while must not take a client for gone.
KeepAliveTimeout 60
Listen ${PORT}
DocumentRoot ${SITE}
DavLockDB /var/lock/apache2/dav
EnableSendfile On
LogFormat "%{remote}p %k %r %>s %B" whole
CustomLog ${ACCESS_LOG} whole
<Directory ${SITE}>
  Require all granted
</Directory>
<Directory ${SITE}${KEPT}>
  Dav On
</Directory>
`;

describeOnSystem('Apache httpd, cloned while it serves', () => {
  let bench: CloneBench;
  let apache: RunningInstance;
  let load: HttpLoad | undefined;

  beforeAll(async () => {
    bench = await CloneBench.start();
    apache = await runApplication(bench, {
      name: 'apache',
      packages: ['apache2-bin'],
      port: PORT,
      files: { '/etc/apache2/test.conf': CONFIG },
      prepare: [
        ...MAKE_SITE,
        'mkdir -p /run/apache2 /run/lock/apache2 /var/log/apache2',
        'chown 33:33 /run/lock/apache2',
      ],
      command: ['apache2', '-f', '/etc/apache2/test.conf', '-D', 'FOREGROUND'],
    });
  });

  afterAll(async () => {
    await load?.stop();
    await bench?.remove();
  });

  test(
    'its replica serves, logs and keeps what production does',
    async () => {
      load = siteLoad(apache);
      await expectClonedSite(bench, apache, load, { replicas: 1, accessLog: ACCESS_LOG });
    },
    TEST_MS,
  );
});
