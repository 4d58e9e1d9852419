import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CloneBench, ROOTFS_CACHE, type RunningInstance } from '../clone/support/bench.js';
import { describeOnSystem } from '../requirements.js';
import { runApplication } from './support/application.js';
import { cloneUnderLoad, followedToTheEnd, TEST_MS } from './support/clone-under-load.js';
import { JointLoad } from './support/joint-load.js';
import { PgbenchLoad } from './support/pgbench-load.js';
import { askInside, askReplica } from './support/probe.js';

const PORT = 5432;
const NAME = 'postgres';
const PROGRAMS = '/usr/lib/postgresql/15/bin';
const DATA = '/var/lib/postgresql/data';
/** PostgreSQL does not run as root. */
const AS_POSTGRES = 'chroot --userspec=postgres:postgres /';
/** A database for each client that writes and one for those that read, so that what each finds does not depend on when it came. */
const WRITTEN = ['first', 'second'];
const READ = 'read';
const DATABASES = [...WRITTEN, READ];

/** The rows of all tables, in an order that does not depend on where they lie; but for `mtime` of the history, which is the clock's. */
const ROWS = `
SELECT md5(string_agg(row::text, ',' ORDER BY row::text)) FROM (
  SELECT row('accounts', aid, bid, abalance, filler) FROM pgbench_accounts UNION ALL
  SELECT row('branches', bid, 0, bbalance, filler) FROM pgbench_branches UNION ALL
  SELECT row('tellers', tid, bid, tbalance, filler) FROM pgbench_tellers UNION ALL
  SELECT row('history', tid, bid, aid * 100000 + delta, filler) FROM pgbench_history
) AS rows (row)`;

const DIGESTS = [
  'sh',
  '-c',
  `for name in ${DATABASES.join(' ')}; do ${PROGRAMS}/psql -U postgres -d $name -At -c "$0"; done`,
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
      prepare: [
        `mkdir -p ${DATA} /run/postgresql`,
        `chown -R postgres:postgres ${DATA} /run/postgresql`,
        `${AS_POSTGRES} ${PROGRAMS}/initdb -D ${DATA} -U postgres -A trust >/srv/initdb.log`,
        // No password: see Known limits in docs/applications.md.
        `echo 'host all all all trust' >>${DATA}/pg_hba.conf`,
        ...DATABASES.map(
          (name) =>
            `echo 'CREATE DATABASE ${name}' | ${AS_POSTGRES} ${PROGRAMS}/postgres --single -D ${DATA} postgres >/dev/null`,
        ),
      ],
      command: [...AS_POSTGRES.split(' '), `${PROGRAMS}/postgres`, '-D', DATA, '-h', '0.0.0.0'],
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
      const at = { rootfs: join(ROOTFS_CACHE, `test-${NAME}`), host, port, user: 'postgres' };
      load = new JointLoad([
        ...(await Promise.all(
          WRITTEN.map((database) => PgbenchLoad.start({ ...at, database, clients: 1, rate: 15 })),
        )),
        await PgbenchLoad.start({ ...at, database: READ, clients: 4, rate: 60, options: ['--select-only'] }),
      ]);
      const created = await cloneUnderLoad(bench, postgres, load, { replicas: 1, before: 300, after: 600 });
      const rows = await askInside(postgres, ...DIGESTS);
      for (const { name } of created.replicas) {
        const { replay } = await followedToTheEnd(bench, name);
        expect(replay).toMatchObject({ divergences: 0, firstDivergence: null });
        expect(await askReplica(bench, name, ...DIGESTS)).toBe(rows);
      }
    },
    TEST_MS,
  );
});
