import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { run } from '../../../runtime/command/mod.js';
import { CloneBench, ROOTFS_CACHE, type RunningInstance } from '../clone/support/bench.js';
import { describeOnSystem } from '../requirements.js';
import { runApplication } from './support/application.js';
import { TEST_MS } from './support/clone-under-load.js';
import { expectClonedDatabase } from './support/cloned-database.js';
import { JointLoad } from './support/joint-load.js';
import { PgbenchLoad } from './support/pgbench-load.js';

const PORT = 5432;
const NAME = 'postgres';
/** Its root filesystem on the host has the clients too. */
const ROOT = join(ROOTFS_CACHE, `test-${NAME}`);
const PROGRAMS = '/usr/lib/postgresql/15/bin';
const DATA = '/var/lib/postgresql/data';
/** PostgreSQL does not run as root. */
const AS_POSTGRES = 'chroot --userspec=postgres:postgres /';
/** Autovacuum is at work in production and in the replica, each in its own time. */
const VACUUM_SOON = ['-c', 'autovacuum_naptime=1s'];
/** A database for each client that writes and one for those that read, so that what each finds does not depend on when it came. */
const WRITTEN = ['first', 'second'];
const READ = 'read';
const DATABASES = [...WRITTEN, READ];
/** A password that is sent as it is, and one that is answered to a challenge. */
const PLAIN = 'plain';
const CHALLENGED = 'careful';
const PASSWORD = 'sesame';
/** The first has none: see Known limits in docs/applications.md. */
const HOW_TO_LOG_IN = `
host all postgres all trust
host all ${PLAIN} all password
host all ${CHALLENGED} all scram-sha-256
`;
const ROLES = `
CREATE ROLE ${PLAIN} SUPERUSER LOGIN PASSWORD '${PASSWORD}'
CREATE ROLE ${CHALLENGED} SUPERUSER LOGIN PASSWORD '${PASSWORD}'
${DATABASES.map((name) => `CREATE DATABASE ${name}`).join('\n')}
`;

/** The rows of all tables, in an order that does not depend on where they lie; but for `mtime` of the history, which is the clock's. */
const ROWS = `
SELECT md5(string_agg(line, ',' ORDER BY line)) FROM (
  SELECT 'account ' || whole::text AS line FROM pgbench_accounts AS whole UNION ALL
  SELECT 'branch ' || whole::text FROM pgbench_branches AS whole UNION ALL
  SELECT 'teller ' || whole::text FROM pgbench_tellers AS whole UNION ALL
  SELECT 'history ' || row(tid, bid, aid, delta, filler)::text FROM pgbench_history
) AS lines`;

const DIGESTS = [
  'sh',
  '-c',
  `set -e; for name in ${DATABASES.join(' ')}; do ${PROGRAMS}/psql -U postgres -d $name -At -c "$0"; done`,
  ROWS,
] as const;

describeOnSystem('PostgreSQL, cloned while it serves', () => {
  let bench: CloneBench;
  let postgres: RunningInstance;
  let load: JointLoad | undefined;

  beforeAll(async () => {
    bench = await CloneBench.start();
    postgres = await runApplication(bench, {
      name: NAME,
      packages: ['postgresql-15'],
      port: PORT,
      files: { '/srv/logins': HOW_TO_LOG_IN, '/srv/roles.sql': ROLES },
      prepare: [
        `mkdir -p ${DATA} /run/postgresql`,
        `chown -R postgres:postgres ${DATA} /run/postgresql`,
        `${AS_POSTGRES} ${PROGRAMS}/initdb -D ${DATA} -U postgres -A trust >/srv/initdb.log`,
        `cat /srv/logins >>${DATA}/pg_hba.conf`,
        `${AS_POSTGRES} ${PROGRAMS}/postgres --single -D ${DATA} postgres </srv/roles.sql >/srv/roles.log`,
      ],
      command: [
        ...AS_POSTGRES.split(' '),
        `${PROGRAMS}/postgres`,
        '-D',
        DATA,
        '-h',
        '0.0.0.0',
        ...VACUUM_SOON,
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
      const { address: host, port } = postgres;
      const at = { rootfs: ROOT, host, port, user: 'postgres' };
      load = new JointLoad([
        ...(await Promise.all(
          WRITTEN.map((database) => PgbenchLoad.start({ ...at, database, clients: 1, rate: 15 })),
        )),
        await PgbenchLoad.start({ ...at, database: READ, clients: 4, rate: 60, options: ['--select-only'] }),
      ]);
      const add = (user: string, branch: number) =>
        run(
          'chroot',
          [
            ROOT,
            `${PROGRAMS}/psql`,
            '-h',
            host,
            '-U',
            user,
            '-d',
            READ,
            '-c',
            `INSERT INTO pgbench_branches VALUES (${branch}, 0)`,
          ],
          { timeoutMs: 60_000, env: { ...process.env, PGPASSWORD: PASSWORD } },
        );
      await expectClonedDatabase({
        ...{ bench, instance: postgres, load, before: 200, after: 400, digest: DIGESTS },
        followed: [() => add('postgres', 101), () => add(PLAIN, 102)],
        challenged: () => add(CHALLENGED, 103),
      });
    },
    TEST_MS,
  );
});
