import { once } from 'node:events';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { planCut } from '../../../../proxy/replayer/carried-connection.js';
import { dialFromCell, silence } from '../../../../proxy/replayer/cell-socket.js';
import { getTimestamp } from '../../../../runtime/linux/mod.js';
import { jetstreamManager } from '../../../../runtime/nats/mod.js';
import { cutOf, descriptor } from './server-cut.js';
import { PORT, tuple, tuple6, useSessionBench } from './session-bench.js';
import { HAS_IPV6, MAY_MAKE_CELLS } from './test-cell.js';
import { Wire, type TestLog } from './test-log.js';

describe.runIf(MAY_MAKE_CELLS)('session', () => {
  const bench = useSessionBench();
  const { follow, status, until, caughtUp } = bench;

  it('is the client that production had: same address and port, same bytes, same end', async () => {
    const clients: string[] = [];
    let got = '';
    await bench.cell.serve(PORT, (socket) => {
      clients.push(`${socket.remoteAddress}:${socket.remotePort}`);
      socket.on('data', (bytes: Buffer) => {
        got += bytes.toString();
        socket.write(bytes);
      });
      socket.on('end', () => socket.end('bye'));
    });
    const wire = new Wire(1, tuple(40_001));
    await bench.log.write([...wire.open(), wire.in('hello'), wire.out('hello')]);
    await bench.log.write([
      wire.in(' world'),
      wire.out(' world'),
      wire.endIn(),
      wire.out('bye'),
      wire.endOut(),
    ]);
    await follow();
    await caughtUp();
    expect(clients).toEqual(['198.51.100.7:40001']);
    await until(() => got === 'hello world', 'fed');
    await until(() => status().connectionsOpen === 0, 'closed');
    expect(status()).toMatchObject({
      state: 'REPLAY_STATE_FOLLOWING',
      recordsDone: 10,
      bytesIn: 11,
      bytesOut: 14,
      divergences: 0,
      lateDeliveries: 0,
      connectionsDialled: 1,
      faithful: true,
      lagRecords: 0,
      lagBytes: 0,
      lagSeconds: 0,
    });
    expect([...bench.session!.replay.feeds.all()]).toEqual([]);
    const consumer = await (
      await jetstreamManager(bench.log.connection)
    ).consumers.info(bench.log.stream, 'replica-r1');
    expect(consumer.num_ack_pending).toBe(0);
    expect(consumer.ack_floor.stream_seq).toBe(3);
    // The same client comes again at once, with the same port.
    const again = new Wire(2, tuple(40_001));
    await bench.log.write([
      ...again.open(),
      again.in('x'),
      again.out('x'),
      again.endIn(),
      again.out('bye'),
      again.endOut(),
    ]);
    await caughtUp();
    await until(() => got === 'hello worldx', 'fed again');
    expect(status()).toMatchObject({ divergences: 0, lateDeliveries: 0, connectionsDialled: 2 });
  });

  it.runIf(HAS_IPV6)('is every client of a listener for both families', async () => {
    const clients: string[] = [];
    const echo = (socket: Socket) => {
      clients.push(`[${socket.remoteAddress}]:${socket.remotePort}`);
      socket.on('data', (bytes: Buffer) => socket.write(bytes));
      socket.on('end', () => socket.end());
    };
    await bench.cell.serve(PORT, echo, '::');
    for (const [number, ends] of [tuple6(40_020), tuple(40_021)].entries()) {
      const wire = new Wire(number + 1, ends);
      await bench.log.write([
        ...wire.open(),
        wire.in('hello'),
        wire.out('hello'),
        wire.endIn(),
        wire.endOut(),
      ]);
    }
    await follow();
    await caughtUp();
    await until(() => status().connectionsOpen === 0, 'closed');
    expect(clients.sort()).toEqual(['[2001:db8::7]:40020', '[::ffff:198.51.100.7]:40021']);
    expect(status()).toMatchObject({
      bytesIn: 10,
      bytesOut: 10,
      divergences: 0,
      lateDeliveries: 0,
      connectionsDialled: 2,
      faithful: true,
    });
  });

  it.each([{ family: 'IPv4', ends: tuple }, ...(HAS_IPV6 ? [{ family: 'IPv6', ends: tuple6 }] : [])])(
    'goes on with a connection of the cut over $family, from its exact bytes',
    async ({ ends }) => {
      const { address } = ends(1).local;
      const accepted = new Promise<Socket>((resolve) => void bench.cell.serve(PORT, resolve, address));
      await sleep(0);
      const client = dialFromCell(bench.cell.cell, ends(40_002));
      const server = await accepted;
      const node = new Socket({ fd: client, allowHalfOpen: true });
      node.write('SET a');
      await once(server, 'data');
      server.write('part');
      await sleep(50);
      const clock = getTimestamp(client);
      bench.cell.wire(false);
      // Said, and on its way when the container was frozen.
      server.write('ial');
      silence(client);
      node.destroy();
      await sleep(20);
      const cut = cutOf(ends(40_002), descriptor(server), clock);
      const [carried] = cut.connections;
      expect(carried!.outboundEndSeq - carried!.outboundAckedSeq).toBe(3);
      cut.frozenAtUs = 2_000_000;
      cut.resumedAtUs = 2_000_001;
      // The log begins before the freeze, and tells both what is in the images and what is not.
      const wire = new Wire(
        9,
        ends(40_002),
        (carried!.inboundSeq - 5) >>> 0,
        (carried!.outboundAckedSeq - 4) >>> 0,
      );
      await bench.log.write([wire.seen(), wire.in('SET a'), wire.out('part'), wire.out('ial')]);
      await bench.log.write([wire.in(' 1\n'), wire.out('OK')]);
      let got = '';
      server.on('data', (bytes: Buffer) => {
        got += bytes.toString();
        if (got.endsWith('\n')) server.write('OK');
      });
      bench.session = undefined;
      const made = follow({ plan: planCut(cut) });
      await sleep(50);
      bench.cell.wire(true);
      await made;
      await until(() => got !== '', 'fed');
      await caughtUp();
      expect(got).toBe(' 1\n');
      expect(status()).toMatchObject({
        connectionsCarried: 1,
        bytesIn: 3,
        bytesOut: 5,
        divergences: 0,
        faithful: true,
      });
    },
  );

  it('shows the first differing byte and goes on', async () => {
    await bench.cell.serve(PORT, (socket) => socket.on('data', () => socket.write('+OK 124\r\n')));
    const wire = new Wire(1, tuple(40_003));
    await bench.log.write([
      ...wire.open(),
      wire.in('INCR'),
      wire.out('+OK 123\r\n'),
      wire.in('INCR'),
      wire.out('+OK 124\r\n'),
    ]);
    await follow();
    await caughtUp();
    expect(status()).toMatchObject({ divergences: 1, lateDeliveries: 0, bytesIn: 8 });
    const { kind, offset, expected, actual, remote } = status().firstDivergence!;
    expect({ kind, offset, remote }).toEqual({ kind: 'bytes', offset: 6, remote: tuple(40_003).remote });
    expect(Buffer.from(expected as Uint8Array).toString()).toMatch(/^3\r\n/);
    expect(Buffer.from(actual as Uint8Array).toString()).toMatch(/^4\r\n/);
  });

  it('names the other ways to differ', async () => {
    const kindOf = async (
      clientPort: number,
      serve: (socket: Socket) => void,
      records: (wire: Wire) => Parameters<TestLog['write']>[0],
    ) => {
      const server = await bench.cell.serve(PORT, serve);
      await bench.log.begin();
      await bench.log.write(records(new Wire(1, tuple(clientPort))));
      await follow();
      await caughtUp();
      await until(() => status().divergences === 1, 'divergence');
      const kind = status().firstDivergence!.kind;
      await bench.session!.stop();
      bench.session = undefined;
      server.close();
      await sleep(10);
      return kind;
    };
    expect(
      await kindOf(
        41_001,
        (s) => s.on('data', () => s.end('too much')),
        (w) => [...w.open(), w.in('x'), w.out('too'), w.endOut()],
      ),
    ).toBe('extra');
    expect(
      await kindOf(
        41_002,
        (s) => s.on('data', () => s.end('short')),
        (w) => [...w.open(), w.in('x'), w.out('shorter'), w.endOut()],
      ),
    ).toBe('closed');
    expect(
      await kindOf(
        41_003,
        (s) => s.resume(),
        (w) => [...w.open(), w.in('x'), w.out('never'), w.in('y')],
      ),
    ).toBe('missing');
  });

  it('is not faithful once production was answered where the replica has ended the connection', async () => {
    await bench.cell.serve(PORT, (socket) =>
      socket.once('data', () => socket.end('wrong password, go away')),
    );
    const wire = new Wire(1, tuple(40_010));
    await bench.log.write([...wire.open(), wire.in('password'), wire.out('welcome')]);
    await follow();
    await caughtUp();
    expect(status()).toMatchObject({ divergences: 1, faithful: true });
    await bench.log.write([wire.in('query'), wire.out('rows'), wire.in('bye'), wire.endIn(), wire.endOut()]);
    await until(() => status().faithful === false, 'not faithful');
    expect(status().unfaithfulReason).toContain('198.51.100.7:40010 > 10.99.0.2:7001');
    expect(status()).toMatchObject({ recordsLost: 0, lateDeliveries: 0 });
  });

  it('finds a dial refused, unless production refused it too', async () => {
    const refused = new Wire(1, tuple(40_004));
    await bench.log.write([refused.dial(), refused.reset('out')]);
    await follow();
    await caughtUp();
    expect(status()).toMatchObject({ divergences: 0 });
    const accepted = new Wire(2, tuple(40_005));
    await bench.log.write([...accepted.open(), accepted.in('x')]);
    await until(() => status().divergences === 1, 'divergence');
    expect(status().firstDivergence).toMatchObject({ kind: 'refused', offset: 0 });
    await caughtUp();
  });

  it('waits for output no longer than its patience, and takes back what it held against a slow replica', async () => {
    let got = '';
    let answer = (): void => undefined;
    await bench.cell.serve(PORT, (socket) => {
      answer = () => socket.write('answer');
      socket.on('data', (bytes: Buffer) => (got += bytes.toString()));
    });
    const wire = new Wire(1, tuple(40_006));
    await bench.log.write([...wire.open(), wire.in('ask'), wire.out('answer'), wire.in(' more')]);
    await follow();
    await until(() => got === 'ask', 'first');
    const asked = Date.now();
    await until(() => got === 'ask more', 'second');
    expect(Date.now() - asked).toBeGreaterThan(200);
    expect(status()).toMatchObject({
      lateDeliveries: 1,
      divergences: 1,
      firstDivergence: { kind: 'missing' },
    });
    answer();
    await until(() => status().divergences === 0, 'withdrawn');
    expect(status().firstDivergence).toBeNull();
  });

  it('ends the feed of a connection at a gap, and says where', async () => {
    let got = '';
    const errors: string[] = [];
    await bench.cell.serve(PORT, (socket) => {
      socket.on('data', (bytes: Buffer) => (got += bytes.toString()));
      socket.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? ''));
    });
    const wire = new Wire(1, tuple(40_007));
    const other = new Wire(2, tuple(40_008));
    await bench.log.write([...wire.open(), ...other.open(), wire.in('abc'), wire.gapIn(10), wire.in('def')]);
    await bench.log.write([other.in('whole')]);
    await follow();
    await caughtUp();
    await until(() => got.length === 8, 'fed');
    await bench.log.write([wire.endIn(), wire.endOut()]);
    await caughtUp();
    await until(() => errors.length > 0, 'reset');
    expect(got.replace('whole', '')).toBe('abc');
    expect(got).toContain('whole');
    expect(status()).toMatchObject({ faithful: false, recordsLost: 2, bytesLost: 13 });
    expect(status().unfaithfulReason).toContain('198.51.100.7:40007 > 10.99.0.2:7001: 10 bytes from byte 3');
    expect(errors).toEqual(['ECONNRESET']);
  });

  it('feeds no connection across a lost batch', async () => {
    let got = '';
    await bench.cell.serve(PORT, (socket) => socket.on('data', (bytes: Buffer) => (got += bytes.toString())));
    const wire = new Wire(1, tuple(40_009));
    await bench.log.write([...wire.open(), wire.in('abc')]);
    bench.log.lose();
    await bench.log.write([wire.in('def')]);
    await follow();
    await caughtUp();
    await until(() => got === 'abc', 'fed');
    expect(status().faithful).toBe(false);
    expect(status().unfaithfulReason).toContain('batches 2 to 2 are not in the log');
    const fresh = new Wire(2, tuple(40_010));
    await bench.log.write([...fresh.open(), fresh.in('new')]);
    await until(() => got === 'abcnew', 'later connections');
  });

  it('carries a reset', async () => {
    let got = '';
    const errors: string[] = [];
    await bench.cell.serve(PORT, (socket) => {
      socket.on('data', (bytes: Buffer) => (got += bytes.toString()));
      socket.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? ''));
    });
    const wire = new Wire(1, tuple(40_011));
    await bench.log.write([...wire.open(), wire.in('x')]);
    await follow();
    // libuv tells of an end, not of a reset, when it finds both bytes and the reset.
    await until(() => got === 'x', 'fed');
    await bench.log.write([wire.reset('in')]);
    await until(() => errors.length > 0, 'reset');
    expect(errors).toEqual(['ECONNRESET']);
    await caughtUp();
    expect(status()).toMatchObject({ divergences: 0, connectionsOpen: 0 });
  });

  it('stops at an exact record when the log has moved past it', async () => {
    await bench.log.begin(3);
    for (let i = 0; i < 10; i += 1) await bench.log.write([]);
    await follow({ logSequence: 2 });
    await until(() => status().state === 'REPLAY_STATE_OVERRUN', 'overrun');
    expect(status()).toMatchObject({ faithful: false, caughtUp: false });
    expect(status().unfaithfulReason).toContain('it needs message 2, the oldest kept is 9');
  });

  it('sees that the replica is gone', async () => {
    await bench.cell.serve(PORT, (socket) => socket.resume());
    await follow();
    bench.cell.endReplica();
    await until(() => status().state === 'REPLAY_STATE_LOST', 'lost');
    expect(status().unfaithfulReason).toContain('processes of the replica have ended');
  });
});
