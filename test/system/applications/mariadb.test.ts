import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { run } from '../../../runtime/command/mod.js';
import { CloneBench, ROOTFS_CACHE, type RunningInstance } from '../clone/support/bench.js';
import { describeOnSystem } from '../requirements.js';
import { runApplication } from './support/application.js';
import { TEST_MS } from './support/clone-under-load.js';
import { expectClonedDatabase } from './support/cloned-database.js';
import { JointLoad } from './support/joint-load.js';
import { SysbenchLoad } from './support/sysbench-load.js';

const PORT = 3306;
const NAME = 'mariadb';
/** Its root filesystem on the host has the client too. */
const ROOT = join(ROOTFS_CACHE, `test-${NAME}`);
const AS_MYSQL = 'chroot --userspec=mysql:mysql /';
const USER = 'bench';
const CHALLENGED = 'careful';
const PASSWORD = 'sesame';
/** A database for those who write and one for those who only read, so that what a reader finds does not depend on when it came. */
const WRITTEN = 'written';
const READ = 'read';
const TABLES = [WRITTEN, READ].flatMap((database) => [`\`${database}\`.sbtest1`, `\`${database}\`.sbtest2`]);

/** No password, so that its logins can be followed: see Known limits in docs/applications.md. */
const SETUP = `
CREATE DATABASE \`${WRITTEN}\`;
CREATE DATABASE \`${READ}\`;
CREATE USER ${USER}@'%';
GRANT ALL ON \`${WRITTEN}\`.* TO ${USER}@'%';
GRANT ALL ON \`${READ}\`.* TO ${USER}@'%';
CREATE USER ${CHALLENGED}@'%' IDENTIFIED BY '${PASSWORD}';
GRANT ALL ON \`${WRITTEN}\`.* TO ${CHALLENGED}@'%';
`;

/** All rows of all tables, through the socket inside. */
const CHECKSUMS = ['mariadb', '--batch', '-e', `CHECKSUM TABLE ${TABLES.join(', ')} EXTENDED`] as const;

describeOnSystem('MariaDB, cloned while it serves', () => {
  let bench: CloneBench;
  let mariadb: RunningInstance;
  let load: JointLoad | undefined;

  beforeAll(async () => {
    bench = await CloneBench.start();
    mariadb = await runApplication(bench, {
      name: NAME,
      packages: ['mariadb-server'],
      port: PORT,
      files: { '/srv/setup.sql': SETUP },
      prepare: [
        'mkdir -p /run/mysqld',
        'chown mysql:mysql /run/mysqld',
        `${AS_MYSQL} mariadb-install-db --auth-root-authentication-method=normal --skip-test-db >/srv/install.log 2>&1 || { cat /srv/install.log; exit 1; }`,
      ],
      command: [
        ...AS_MYSQL.split(' '),
        'mariadbd',
        '--bind-address=0.0.0.0',
        '--skip-name-resolve',
        '--innodb-use-native-aio=0',
        '--init-file=/srv/setup.sql',
      ],
    });
  });

  afterAll(async () => {
    await load?.stop();
    await bench?.remove();
  });

  test(
    'its replica has the same rows and says the same, byte by byte',
    async () => {
      const { address: host, port } = mariadb;
      const at = { host, port, user: USER };
      load = new JointLoad([
        await SysbenchLoad.start({ ...at, database: WRITTEN, workload: 'oltp_read_write', threads: 1 }),
        await SysbenchLoad.start({ ...at, database: READ, workload: 'oltp_point_select', threads: 4 }),
      ]);
      const add = (id: number, ...login: string[]) =>
        run(
          'chroot',
          [
            ROOT,
            'mariadb',
            `--host=${host}`,
            ...login,
            '-e',
            `INSERT INTO sbtest1 (id) VALUES (${id})`,
            WRITTEN,
          ],
          { timeoutMs: 60_000 },
        );
      await expectClonedDatabase({
        ...{ bench, instance: mariadb, load, before: 300, after: 600, digest: CHECKSUMS },
        followed: [() => add(10_001, `--user=${USER}`)],
        challenged: () => add(10_002, `--user=${CHALLENGED}`, `--password=${PASSWORD}`),
      });
    },
    TEST_MS,
  );
});
