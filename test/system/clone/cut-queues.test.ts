import { afterAll, beforeAll, test } from 'vitest';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, type RunningInstance } from './support/bench.js';
import { createClone, expectExact, expectSameLedger } from './support/following.js';
import { LedgerClient } from './support/ledger-client.js';
import { LEDGER_PORT, runLedgerServer } from './support/ledger-server.js';

const MEGABYTE = 1_000_000;

describeOnSystem('the cut of connections with bytes in every queue', () => {
  let bench: CloneBench;
  let ledger: RunningInstance;
  const clients: Record<string, LedgerClient> = {};

  beforeAll(async () => {
    bench = await CloneBench.start();
    ledger = await runLedgerServer(bench);
  });

  afterAll(async () => {
    for (const client of Object.values(clients)) client.destroy();
    await bench?.remove();
  });

  async function join(name: string): Promise<LedgerClient> {
    const client = (clients[name] = await LedgerClient.connect(ledger.address, LEDGER_PORT));
    await client.ask(`name ${name}`, 'named\n'.length);
    return client;
  }

  /** A connection that the server reads no more from. */
  async function joinHeld(name: string): Promise<LedgerClient> {
    const client = await join(name);
    await client.ask('hold', 'held\n'.length);
    return client;
  }

  test('not a byte is lost or doubled', async () => {
    const control = await join('control');

    const unread = await joinHeld('unread');
    unread.send('put 40000');
    unread.send(40_000);
    const unreadLarge = await joinHeld('unread-large');
    unreadLarge.send(`put ${4 * MEGABYTE}`);
    unreadLarge.send(4 * MEGABYTE);
    const unsent = await join('unsent');
    unsent.pause();
    await control.ask(`say unsent ${6 * MEGABYTE}`);

    const clientEnded = await join('client-ended');
    clientEnded.end();
    for (const [name, bytes] of [
      ['client-ended-unread', 30_000],
      ['client-ended-unread-large', 300_000],
    ] as const) {
      const client = await joinHeld(name);
      client.send(`put ${bytes}`);
      client.send(bytes);
      client.end();
    }
    const serverEnded = await join('server-ended');
    await control.ask('done server-ended');
    const serverEndedUnread = await joinHeld('server-ended-unread');
    await control.ask('done server-ended-unread');
    for (const client of [serverEnded, serverEndedUnread]) await client.reachEnd();
    serverEndedUnread.send('take 30000');
    serverEndedUnread.send(30_000);
    const serverEndedUnsent = await join('server-ended-unsent');
    serverEndedUnsent.pause();
    await control.ask(`say server-ended-unsent ${MEGABYTE}`);
    await control.ask('done server-ended-unsent');
    const bothEnded = await joinHeld('both-ended-unread');
    bothEnded.send('take 20000');
    bothEnded.send(20_000);
    bothEnded.end();
    await control.ask('done both-ended-unread');
    await bothEnded.reachEnd();

    let cloning = true;
    const moving = [
      async (client: LedgerClient): Promise<void> => {
        client.send(`swap ${MEGABYTE} ${MEGABYTE}`);
        await client.drip(MEGABYTE);
      },
      async (client: LedgerClient): Promise<void> => {
        for (let i = 0; i < 16; i += 1) {
          client.send('swap 100000 100000');
          client.send(100_000);
        }
        await client.reach(client.received + 1_600_000);
      },
    ].map(async (round, index) => {
      const client = await join(`moving-${index}`);
      client.sip();
      while (cloning) await round(client);
      client.resume();
      await client.ask('put 0', 0);
    });

    const created = await createClone(bench);
    cloning = false;
    await Promise.all(moving);
    unsent.resume();
    serverEndedUnsent.resume();
    serverEnded.send('take 10000');
    serverEnded.send(10_000);
    for (const name of [
      'unread',
      'unread-large',
      'client-ended-unread',
      'client-ended-unread-large',
      'server-ended-unread',
      'both-ended-unread',
    ])
      await control.ask(`release ${name}`);
    await control.ask('say client-ended 5000');
    for (const name of Object.keys(clients)) {
      if (name !== 'control') await control.ask(`bye ${name}`);
    }
    for (const client of Object.values(clients)) if (client !== control) await client.reachEnd();
    const production = await expectExact(ledger, clients);
    await expectSameLedger(bench, created, production, clients);
  });
});
