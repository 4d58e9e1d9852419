import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CloneCreatedJson, ReplicaJson } from '../../../demo/product.js';
import { describeOnSystem } from '../requirements.js';
import { CloneBench, type RunningInstance } from './support/bench.js';
import { byClient, createClone, expectExact, expectSameLedger } from './support/following.js';
import { Churn } from './support/churn.js';
import { LedgerClient } from './support/ledger-client.js';
import { askProduction, askReplica, BACKLOG, LEDGER_PORT, runLedgerServer } from './support/ledger-server.js';
import { RemoteHost } from './support/remote-host.js';

const MEGABYTE = 1_000_000;
/** Three times what a listener's kernel has room for. */
const DIALS = 3 * BACKLOG;

/** Of the listener in a process's network: dials that its kernel remembers, and connections that wait to be accepted. */
function backlogOf(pid: number): { remembered: number; completed: number } {
  const port = LEDGER_PORT.toString(16).toUpperCase();
  const lines = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').split('\n');
  const ofPort = lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local]) => local?.endsWith(`:${port}`));
  const listener = ofPort.find(([, , , state]) => state === '0A');
  return {
    remembered: ofPort.filter(([, , , state]) => state === '03').length,
    completed: Number.parseInt(listener?.[4]?.split(':')[1] ?? '', 16),
  };
}

/** What the kernel of a process's network has dropped because a backlog was full. */
function droppedBy(pid: number): number {
  const [names = '', values = ''] = readFileSync(`/proc/${pid}/net/netstat`, 'utf8').split('\n');
  return Number(values.split(' ')[names.split(' ').indexOf('ListenOverflows')]);
}

describeOnSystem('the cut of connections in every state', () => {
  let bench: CloneBench;
  let ledger: RunningInstance;
  let control: LedgerClient;
  let first: CloneCreatedJson;
  const remote = new RemoteHost();
  /** Those of the test that runs, by name. */
  let clients: Record<string, LedgerClient> = {};

  beforeAll(async () => {
    bench = await CloneBench.start();
    ledger = await runLedgerServer(bench);
    await remote.start();
    control = await LedgerClient.connect(ledger.address, LEDGER_PORT);
  });

  afterAll(async () => {
    control?.destroy();
    await remote.stop();
    await bench?.remove();
  });

  afterEach(async () => {
    endAll();
    await control.ask('accept on');
  });

  /** The capture ends with the last clone. */
  async function endCapture(): Promise<void> {
    for (const { name } of await bench.json<{ name: string }[]>('clone', 'list'))
      await bench.json('clone', 'rm', name);
  }

  function endAll(): void {
    for (const client of Object.values(clients)) client.destroy();
    clients = {};
  }

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

  test('with bytes in every queue, half-closed and in the middle of messages: not a byte is lost or doubled', async () => {
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

    first = await createClone(bench);
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
    for (const name of Object.keys(clients)) await control.ask(`bye ${name}`);
    for (const client of Object.values(clients)) await client.reachEnd();
    const production = await expectExact(ledger, clients);
    await expectSameLedger(bench, first, production);
    // Its clone stays, and with it the capture.
    await bench.json('replica', 'rm', first.replicas[0]!.name);
  });

  test('a thousand idle, a full backlog and a vanished client are carried', async () => {
    const idle: LedgerClient[] = [];
    for (let group = 0; group < 100; group += 1) {
      const ten = Array.from({ length: 10 }, () => LedgerClient.connect(ledger.address, LEDGER_PORT));
      idle.push(...(await Promise.all(ten)));
    }
    idle.forEach((client, number) => (clients[`idle-${number}`] = client));
    const accepted = async () => Object.keys(await askProduction(ledger)).length;
    await expect.poll(accepted, { timeout: 20_000 }).toBeGreaterThan(idle.length);
    const vanished = (clients['vanished'] = new LedgerClient(
      await remote.connect(ledger.address, LEDGER_PORT),
    ));
    await vanished.ask('name vanished', 'named\n'.length);
    await remote.vanish();
    await control.ask(`say vanished ${MEGABYTE}`);
    vanished.send('take 5000');
    vanished.send(5000);

    await control.ask('accept off');
    const waiting = await Promise.all(
      Array.from({ length: BACKLOG }, () => LedgerClient.connect(ledger.address, LEDGER_PORT)),
    );
    waiting.forEach((client, number) => {
      clients[`waiting-${number}`] = client;
      // Some have said nothing yet, and some have said all.
      if (number % 4 === 0) return;
      client.send('put 5000');
      client.send(5000);
      if (number % 4 === 3) client.end();
    });
    const overflowing = Promise.all(
      Array.from({ length: 4 }, () => LedgerClient.connect(ledger.address, LEDGER_PORT)),
    );

    const created = await createClone(bench);
    expect(created.clone.connections).toBe(idle.length + 2);
    await control.ask('accept on');
    (await overflowing).forEach((client, number) => (clients[`overflowing-${number}`] = client));
    await remote.appear();
    await vanished.reach('named\n'.length + MEGABYTE);
    for (const client of idle.filter((_, number) => number % 100 === 7)) {
      client.send('swap 100 100');
      client.send(100);
      await client.reach(100);
    }
    for (const client of Object.values(clients)) client.end();
    await control.ask('bye vanished');
    for (const client of Object.values(clients)) await client.reachEnd();
    const production = await expectExact(ledger, clients);
    await expectSameLedger(bench, created, production);
  });

  test('connections that are opened, closed and reset all the time are whole in the replica', async () => {
    await endCapture();
    const openInProduction = async () =>
      Object.entries(await askProduction(ledger)).flatMap(([name, { over }]) =>
        over === null ? [name] : [],
      );
    const before = await openInProduction();
    const churn = new Churn(ledger.address, LEDGER_PORT);
    await expect.poll(() => churn.done, { timeout: 30_000 }).toBeGreaterThan(500);
    const created = await createClone(bench);
    const soFar = churn.done;
    await expect.poll(() => churn.done, { timeout: 30_000 }).toBeGreaterThan(soFar + 500);
    await churn.stop();
    expect(churn.errors).toEqual([]);
    // A reset that has just been sent may not have come to the program yet.
    const stillOpen = async () => (await openInProduction()).filter((name) => !before.includes(name));
    await expect.poll(stillOpen, { timeout: 30_000 }).toEqual([]);
    const production = await expectExact(ledger, Object.fromEntries(churn.clients.map((c) => [c.name, c])));
    await expectSameLedger(bench, created, production);
  });

  /**
   * Dials of which production's kernel knows nothing, though its clients hold them for connected: short of room, it answers
   * without keeping anything (SYN cookies), and drops what comes then. Resolves when it has dropped something of each. Those that it
   * remembers, and others until no more are accepted, say nothing.
   */
  async function dialWithoutRoom(prefix: string): Promise<LedgerClient[]> {
    await control.ask('accept off');
    await remote.onlyDial();
    const dialled: LedgerClient[] = [];
    for (let number = 0; number < DIALS; number += 1) {
      const client = new LedgerClient(await remote.connect(ledger.address, LEDGER_PORT));
      clients[`${prefix}-${number}`] = client;
      dialled.push(client);
    }
    const { remembered } = backlogOf(ledger.pid);
    await remote.appear();
    const completed = () => backlogOf(ledger.pid).completed;
    const isSettled = () => backlogOf(ledger.pid).remembered === 0 || completed() > BACKLOG;
    await expect.poll(isSettled, { timeout: 30_000 }).toBe(true);
    while (completed() <= BACKLOG) {
      const client = await LedgerClient.connect(ledger.address, LEDGER_PORT);
      clients[`${prefix}-full-${completed()}`] = client;
    }
    const unknown = dialled.slice(remembered);
    expect(unknown.length).toBeGreaterThan(DIALS / 2);
    const before = droppedBy(ledger.pid);
    // One packet each: a second one, which has not the first byte, the kernel answers with a reset.
    unknown.forEach((client, number) => client.sendTogether(`put ${number}`, number));
    await expect
      .poll(() => droppedBy(ledger.pid) - before, { timeout: 30_000 })
      .toBeGreaterThan(2 * unknown.length);
    return unknown;
  }

  for (const since of ['before the capture', 'since an earlier clone'])
    test(`what the kernel knows nothing of, though its clients spoke ${since}, is whole in the replica`, async () => {
      if (since === 'before the capture') await endCapture();
      // Of this one's replica they dial and speak behind the mark.
      const earlier = since === 'since an earlier clone' ? await createClone(bench) : undefined;
      const unknown = await dialWithoutRoom(since);
      const created = await createClone(bench);
      // Production never hears of these two.
      const gone = unknown.splice(1, 2);
      for (const client of gone) client.reset();
      await control.ask('accept on');
      for (const client of unknown) {
        await client.reach('put 0 '.length + 64);
        client.end();
      }
      for (const client of unknown) await client.reachEnd();
      const production = await askProduction(ledger);
      for (const client of unknown)
        expect(byClient(production).get(client.name)).toContainEqual(expect.objectContaining(client.account));
      await expectSameLedger(bench, created, production);
      const dialled = new Set(gone.map(({ name }) => name));
      if (earlier !== undefined) await expectSameLedger(bench, earlier, production, dialled);
    });

  test('what had come before the capture, and was not accepted, is named as missing', async () => {
    await endCapture();
    await control.ask('accept off');
    const silent = (clients['silent'] = await LedgerClient.connect(ledger.address, LEDGER_PORT));
    const lost = (clients['lost'] = await LedgerClient.connect(ledger.address, LEDGER_PORT));
    lost.send('put 0');
    const created = await createClone(bench);
    await control.ask('accept on');
    await silent.ask('put 0');
    const told = async () => byClient(await askReplica(bench, created.replicas[0]!.name)).get(silent.name);
    await expect.poll(told, { timeout: 30_000 }).toContainEqual(expect.objectContaining(silent.account));
    const status = await bench.json<ReplicaJson>('replica', 'show', created.replicas[0]!.name);
    expect(status.replay).toMatchObject({
      faithful: false,
      unfaithfulReason: expect.stringContaining(`${lost.name} > `),
      recordsLost: 1,
    });
  });
});
